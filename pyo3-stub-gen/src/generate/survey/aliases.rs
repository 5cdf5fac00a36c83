//! Type aliases that Python does not have.

use super::ground::{Ground, Stated};
use super::located::Located;
use crate::facts::{Fact, Position, SnippetKind};
use crate::generate::snippet_text::alias_names;

/// Records the type aliases that no module has. Signatures may name them, but users cannot import them.
pub(super) fn locate_aliases(facts: &[Fact], ground: &Ground<'_>, located: &mut Located) {
    for fact in facts {
        match fact {
            Fact::TypeAlias(fact) => {
                let module = fact.module.as_deref();
                locate_alias(&fact.name, module, fact.position.as_ref(), ground, located);
            }
            Fact::Snippet(fact) if fact.kind == SnippetKind::TypeAlias => {
                for name in alias_names(fact) {
                    locate_alias(&name, fact.module.as_deref(), Some(&fact.position), ground, located);
                }
            }
            _ => {}
        }
    }
}

fn locate_alias(
    name: &str,
    module: Option<&str>,
    position: Option<&Position>,
    ground: &Ground<'_>,
    located: &mut Located,
) {
    let stated = ground.stated(module);
    let path = match &stated {
        Stated::At(path) => path.clone(),
        Stated::Nowhere => Vec::new(),
        Stated::Elsewhere => return,
    };
    let has_it = ground.module(&path).is_some_and(|module| module.names.contains_key(name));
    if has_it || name.starts_with('_') {
        return;
    }
    located.problems.extend(ground.absence(&stated, "type alias", name, position));
    located.private_aliases.insert((path, name.to_owned()));
}

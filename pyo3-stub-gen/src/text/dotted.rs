//! Dotted names, as Python writes them: `package._core.sub`.

/// Returns the first part of `name`.
#[must_use]
pub fn first(name: &str) -> &str {
    // Names are ASCII mostly and short: a search by bytes is the fastest.
    let end = name.bytes().position(|byte| byte == b'.').unwrap_or(name.len());
    &name[..end]
}

/// Returns the last part of `name`: that of a module in its package, or of an item in its module.
#[must_use]
pub fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// Returns the text before the last part of `name`; empty where there is only one.
#[must_use]
pub fn parent(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(parent, _)| parent)
}

/// Returns the parts of `name`; empty parts are left out.
#[must_use]
pub fn parts(name: &str) -> Vec<String> {
    name.split('.').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Returns the name that `path` has below `base`.
#[must_use]
pub fn join<P: AsRef<str>>(base: &str, path: &[P]) -> String {
    let length = path.iter().map(|part| part.as_ref().len() + 1).sum::<usize>();
    let mut name = String::with_capacity(base.len() + length);
    name.push_str(base);
    for part in path {
        name.push('.');
        name.push_str(part.as_ref());
    }
    name
}

/// Returns what follows `base` in `name`, where `name` is `base` (then it is empty) or is below it.
#[must_use]
pub fn at_or_below<'a>(name: &'a str, base: &str) -> Option<&'a str> {
    let rest = name.strip_prefix(base)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('.') }
}

/// Returns what follows `base` in `name`, where `name` is below `base`.
#[must_use]
#[inline]
pub fn below<'a>(name: &'a str, base: &str) -> Option<&'a str> {
    name.strip_prefix(base)?.strip_prefix('.')
}

/// Whether `name` is `base` or is below it.
#[must_use]
pub fn is_at_or_below(name: &str, base: &str) -> bool {
    at_or_below(name, base).is_some()
}

/// Returns where the module string `module` leads below `extension`; empty for the extension itself, and `None` for
/// another module.
///
/// Users write a module string in an attribute. An empty one is the extension, and a leading dot is relative to it.
#[must_use]
pub fn within<'m>(module: &'m str, extension: &str) -> Option<&'m str> {
    let module = module.trim();
    match module.strip_prefix('.') {
        Some(relative) => Some(relative),
        None if module.is_empty() => Some(module),
        None => at_or_below(module, extension),
    }
}

/// Returns the absolute name of the module that the module string `module` names for `extension`.
#[must_use]
pub fn absolute(module: &str, extension: &str) -> String {
    match within(module, extension) {
        Some("") => extension.to_owned(),
        Some(rest) => join(extension, &[rest]),
        None => module.trim().to_owned(),
    }
}

/// Returns the name of an extension of a package that has the same name: `pkg` for `pkg.pkg`. maturin installs an extension
/// without dots in its name there, if there is a package of that name.
#[must_use]
pub fn namesake(extension: &str) -> Option<&str> {
    extension.split_once('.').filter(|(package, name)| package == name).map(|(package, _)| package)
}

/// Whether `module` is the package that contains the extension, or another module of that package.
#[must_use]
pub fn is_around(module: &str, extension: &str) -> bool {
    let package = extension.split_once('.').map(|(package, _)| package);
    package.is_some_and(|package| is_at_or_below(module, package)) && within(module, extension).is_none()
}

#[cfg(test)]
mod tests {
    use super::{
        absolute, at_or_below, below, first, is_around, join, last, namesake, parent, parts, within,
    };

    #[test]
    fn names_have_parts() {
        assert_eq!((first("a.b.c"), last("a.b.c"), parent("a.b.c")), ("a", "c", "a.b"));
        assert_eq!((first("a"), last("a"), parent("a")), ("a", "a", ""));
        assert_eq!(parts(".a..b"), ["a", "b"]);
        assert_eq!(join("a.b", &["c", "d"]), "a.b.c.d");
        assert_eq!(join::<&str>("a", &[]), "a");
    }

    #[test]
    fn only_whole_parts_count() {
        assert_eq!(at_or_below("a.b", "a"), Some("b"));
        assert_eq!(at_or_below("a", "a"), Some(""));
        assert_eq!(at_or_below("ab", "a"), None);
        assert_eq!((below("a.b", "a"), below("a", "a"), below("ab", "a")), (Some("b"), None, None));
    }

    #[test]
    fn module_strings_are_read_for_an_extension() {
        assert_eq!(within(".sub", "pkg._core"), Some("sub"));
        assert_eq!(within(" ", "pkg._core"), Some(""));
        assert_eq!(within("pkg._core.sub", "pkg._core"), Some("sub"));
        assert_eq!(within("pkg", "pkg._core"), None);
        assert_eq!(absolute(".sub", "pkg._core"), "pkg._core.sub");
        assert_eq!(absolute("", "pkg._core"), "pkg._core");
        assert_eq!(absolute("other", "pkg._core"), "other");
    }

    #[test]
    fn an_extension_may_have_the_name_of_its_package() {
        assert_eq!(namesake("pkg.pkg"), Some("pkg"));
        assert_eq!((namesake("pkg"), namesake("pkg._pkg"), namesake("pkg.pkg.pkg")), (None, None, None));
    }

    #[test]
    fn a_package_is_around_its_extension() {
        assert!(is_around("pkg", "pkg._core") && is_around("pkg.other", "pkg._core"));
        assert!(!is_around("pkg._core.sub", "pkg._core") && !is_around("pkg", "pkg"));
        assert!(!is_around("numpy", "pkg._core"));
    }
}

//! The normal form of a union, for any representation of types.

/// Returns `members` without nested unions and duplicates, and with `none` last.
///
/// `parts` returns the members of a union, or a type that is not one.
pub(crate) fn normal_form<T: PartialEq>(
    members: impl IntoIterator<Item = T>,
    parts: fn(T) -> Result<Vec<T>, T>,
    none: T,
) -> Vec<T> {
    let mut flat = Vec::new();
    let mut has_none = false;
    let mut pending = members.into_iter().collect::<Vec<_>>();
    pending.reverse();
    while let Some(member) = pending.pop() {
        match parts(member) {
            Ok(inner) => pending.extend(inner.into_iter().rev()),
            Err(member) if member == none => has_none = true,
            Err(member) if flat.contains(&member) => {}
            Err(member) => flat.push(member),
        }
    }
    if has_none {
        flat.push(none);
    }
    flat
}

//! Messages about names that are not known, with a suggestion where the name is misspelled.

/// Returns the message about a name that is not among `known`.
pub fn unknown(what: &str, name: &str, known: &[&str]) -> String {
    match nearest(name, known.iter().copied()) {
        Some(other) => format!("unknown {what} `{name}`: did you mean `{other}`?"),
        None => format!("unknown {what} `{name}`: expected {}", listed(known)),
    }
}

/// Returns "`a`, `b` or `c`".
pub fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => String::from("nothing"),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

/// Returns the name among `known` that is most like `name`, unless none is much like it.
fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = name.chars().count().div_ceil(3);
    let distances = known.into_iter().map(|other| (distance(name, other), other));
    distances
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// The number of characters to insert, remove, replace or swap with the next one.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(x != y);
            let mut least = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *y && b[j - 1] == *x {
                least = least.min(before_last[j - 1] + 1);
            }
            row.push(least);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn typing_errors_are_near() {
        assert_eq!(distance("skip", "skip"), 0);
        assert_eq!(distance("skpi", "skip"), 1);
        assert_eq!(distance("", "skip"), 4);
        assert_eq!(nearest("moduel", ["module", "skip"]), Some("module"));
        assert_eq!(nearest("overide_type", ["override_return_type", "override_type"]), Some("override_type"));
        assert_eq!(nearest("colour", ["module", "skip"]), None);
    }
}

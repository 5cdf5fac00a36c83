//! Numbers as text.

/// The text of a missing measurement.
pub const MISSING: &str = "–";

/// `value` as text, or a dash.
pub fn or_dash(value: Option<f64>, format: impl Fn(f64) -> String) -> String {
    value.map_or_else(|| MISSING.to_owned(), format)
}

/// `12.3 s`, `0.24 s`, `8.1 ms`.
pub fn seconds(value: f64) -> String {
    match value.abs() {
        size if size >= 10.0 => format!("{value:.1} s"),
        size if size >= 0.1 => format!("{value:.2} s"),
        _ => format!("{:.1} ms", value * 1000.0),
    }
}

/// `830 kB`, `12.4 MB`; small sizes exactly.
pub fn bytes(value: f64) -> String {
    match value.abs() {
        size if size >= 1e7 => format!("{:.1} MB", value / 1e6),
        size if size >= 1e4 => format!("{:.0} kB", value / 1e3),
        _ => format!("{value:.0} bytes"),
    }
}

/// With its sign.
pub fn added(value: f64, format: impl Fn(f64) -> String) -> String {
    let sign = if value >= 0.0 { "+" } else { "−" };
    format!("{sign}{}", format(value.abs()))
}

/// `1/12.3` for a small ratio, `1.32` for one near or above one.
pub fn ratio(value: f64) -> String {
    if value > 0.0 && value < 0.5 { format!("1/{:.1}", 1.0 / value) } else { format!("{value:.2}") }
}

/// `1 crate`, `5 crates`.
pub fn crates(value: f64) -> String {
    format!("{value:.0} {}", if value == 1.0 { "crate" } else { "crates" })
}

/// `10 000`: groups of digits, for five and more.
pub fn count(value: usize) -> String {
    let digits = value.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let first = digits.len() % 3;
    let (head, rest) = digits.split_at(first);
    let groups = rest.as_bytes().chunks(3).map(String::from_utf8_lossy);
    let all: Vec<_> = [head.into()].into_iter().chain(groups).filter(|group| !group.is_empty()).collect();
    all.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_few_digits_as_mean_something() {
        assert_eq!(seconds(38.04), "38.0 s");
        assert_eq!(seconds(0.724), "0.72 s");
        assert_eq!(seconds(0.0042), "4.2 ms");
        assert_eq!(bytes(830_000.0), "830 kB");
        assert_eq!(bytes(0.0), "0 bytes");
        assert_eq!(added(-3.0, seconds), "−3.00 s");
        assert_eq!(ratio(1.0 / 12.0), "1/12.0");
        assert_eq!(ratio(0.8), "0.80");
        assert_eq!(crates(1.0), "1 crate");
        assert_eq!(crates(0.0), "0 crates");
        assert_eq!(count(1500), "1500");
        assert_eq!(count(10_000), "10 000");
        assert_eq!(count(100_000), "100 000");
        assert_eq!(count(1_071_120), "1 071 120");
    }
}

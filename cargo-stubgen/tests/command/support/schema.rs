//! Validates JSON against the schemas of `docs/schema`, with the keywords of JSON Schema that they use.

use serde_json::{Map, Value};

/// Keywords that describe, and do not constrain.
const ANNOTATIONS: [&str; 4] = ["$schema", "$defs", "title", "description"];

/// Panics unless each line of `output` is valid, and returns the lines.
pub fn valid_lines(schema: &str, output: &str) -> Vec<Value> {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let lines: Vec<Value> = output.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for line in &lines {
        let mistakes = mistakes(&schema, &schema, line, "$");
        assert!(mistakes.is_empty(), "{mistakes:#?}\n{line}");
    }
    lines
}

/// Returns where `value` violates `schema`, a part of `root`.
pub fn mistakes(root: &Value, schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let keywords = schema.as_object().unwrap();
    let mut found = Vec::new();
    for (keyword, constraint) in keywords {
        let wrong = || format!("{path} violates {keyword} {constraint}: {value}");
        let is_met = match keyword.as_str() {
            "const" => value == constraint,
            "enum" => constraint.as_array().unwrap().contains(value),
            "type" => types(constraint).any(|name| is_of(value, name)),
            "minimum" => value.as_i64().is_none_or(|number| number >= constraint.as_i64().unwrap()),
            "maximum" => value.as_i64().is_none_or(|number| number <= constraint.as_i64().unwrap()),
            "anyOf" => {
                let mut choices = constraint.as_array().unwrap().iter();
                choices.any(|choice| mistakes(root, choice, value, path).is_empty())
            }
            "$ref" => {
                let pointer = constraint.as_str().unwrap().strip_prefix('#').unwrap();
                found.extend(mistakes(root, root.pointer(pointer).unwrap(), value, path));
                true
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(mistakes(root, constraint, item, &format!("{path}[{index}]")));
                }
                true
            }
            "required" => {
                let mut names = constraint.as_array().unwrap().iter().map(|name| name.as_str().unwrap());
                value.as_object().is_none_or(|object| names.all(|name| object.contains_key(name)))
            }
            "properties" | "additionalProperties" => {
                found.extend(members(root, keywords, keyword, value, path));
                true
            }
            other => {
                assert!(ANNOTATIONS.contains(&other), "the keyword {other} is not known here");
                true
            }
        };
        if !is_met {
            found.push(wrong());
        }
    }
    found
}

fn members(
    root: &Value,
    keywords: &Map<String, Value>,
    keyword: &str,
    value: &Value,
    path: &str,
) -> Vec<String> {
    let properties = keywords.get("properties").and_then(Value::as_object);
    let mut found = Vec::new();
    for (name, member) in value.as_object().into_iter().flatten() {
        let path = format!("{path}.{name}");
        let named = properties.and_then(|properties| properties.get(name));
        match (keyword, named, &keywords[keyword]) {
            ("properties", Some(schema), _) => found.extend(mistakes(root, schema, member, &path)),
            ("additionalProperties", None, Value::Bool(false)) => found.push(format!("{path} is not known")),
            ("additionalProperties", None, schema) => found.extend(mistakes(root, schema, member, &path)),
            _ => {}
        }
    }
    found
}

fn types(constraint: &Value) -> impl Iterator<Item = &str> {
    let several = constraint.as_array().into_iter().flatten();
    several.chain(constraint.is_string().then_some(constraint)).map(|name| name.as_str().unwrap())
}

fn is_of(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("the type {other} is not known here"),
    }
}

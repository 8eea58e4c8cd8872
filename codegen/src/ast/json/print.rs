//! JSON as text.

use super::Json;

impl Json {
    /// On one line.
    pub(crate) fn to_text(&self) -> String {
        let mut text = String::new();
        self.print(&mut text, None);
        text
    }

    /// A member or element a line, each level one space further in.
    pub(crate) fn to_pretty_text(&self) -> String {
        let mut text = String::new();
        self.print(&mut text, Some(0));
        text.push('\n');
        text
    }

    /// With a depth, on as many lines as there are values.
    fn print(&self, text: &mut String, depth: Option<usize>) {
        match self {
            Json::Null => text.push_str("null"),
            Json::Boolean(value) => text.push_str(&value.to_string()),
            Json::Number(number) => text.push_str(&number.to_string()),
            Json::String(value) => print_string(text, value),
            Json::Array(elements) => {
                print_all(text, ('[', ']'), elements, depth, |text, element, depth| {
                    element.print(text, depth)
                });
            }
            Json::Object(members) => {
                print_all(text, ('{', '}'), members, depth, |text, (name, value), depth| {
                    print_string(text, name);
                    text.push_str(": ");
                    value.print(text, depth);
                });
            }
        }
    }
}

fn print_all<T>(
    text: &mut String,
    (open, close): (char, char),
    all: &[T],
    depth: Option<usize>,
    print: impl Fn(&mut String, &T, Option<usize>),
) {
    let inner = depth.filter(|_| !all.is_empty()).map(|depth| depth + 1);
    let new_line = |text: &mut String, depth: usize| {
        text.push('\n');
        text.extend(std::iter::repeat_n(' ', depth));
    };
    text.push(open);
    for (index, one) in all.iter().enumerate() {
        if index > 0 {
            text.push_str(if inner.is_some() { "," } else { ", " });
        }
        if let Some(inner) = inner {
            new_line(text, inner);
        }
        print(text, one, inner);
    }
    if let Some(inner) = inner {
        new_line(text, inner - 1);
    }
    text.push(close);
}

fn print_string(text: &mut String, value: &str) {
    text.push('"');
    for c in value.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            c if u32::from(c) < 0x20 => text.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => text.push(c),
        }
    }
    text.push('"');
}

//! Names of the model to names of Rust.

use super::ir::Name;

/// Keywords that `r#` makes usable.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that no prefix makes usable as an identifier.
const RESERVED: &[&str] = &["crate", "self", "super", "Self"];

/// Types that generated code uses by their plain name.
const PRELUDE_TYPES: &[&str] = &[
    "BTreeMap",
    "Box",
    "Clone",
    "Debug",
    "Default",
    "Err",
    "From",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Result",
    "Self",
    "Some",
    "String",
    "Vec",
];

/// The words of a name: `KMSKeyIDs_v2` has `KMS`, `Key`, `IDs` and `v2`.
fn words(name: &str) -> Vec<String> {
    let characters: Vec<char> = name.chars().collect();
    let at = |index: usize| characters.get(index).copied();
    let mut words = Vec::new();
    let mut word = String::new();
    for (index, &c) in characters.iter().enumerate() {
        if !c.is_ascii_alphanumeric() {
            words.push(std::mem::take(&mut word));
            continue;
        }
        let previous = index.checked_sub(1).and_then(at);
        let starts_word = c.is_ascii_uppercase()
            && match previous {
                Some(p) if p.is_ascii_lowercase() || p.is_ascii_digit() => true,
                // The last capital of a run begins the next word, unless only a plural s follows.
                Some(p) if p.is_ascii_uppercase() => {
                    at(index + 1).is_some_and(|next| next.is_ascii_lowercase())
                        && !is_plural_end(at(index + 1), at(index + 2))
                }
                _ => false,
            };
        if starts_word {
            words.push(std::mem::take(&mut word));
        }
        word.push(c);
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

fn is_plural_end(next: Option<char>, after: Option<char>) -> bool {
    next == Some('s') && after.is_none_or(|c| !c.is_ascii_lowercase())
}

/// `KMSKeyIDs` to `kms_key_ids`.
pub(crate) fn snake_case(name: &str) -> String {
    words(name).iter().map(|word| word.to_ascii_lowercase()).collect::<Vec<_>>().join("_")
}

/// `SECURE_STRING` and `SecureString` to `SecureString`. Capitals inside a word stay where they
/// are, unless the whole word is in capitals.
pub(crate) fn pascal_case(name: &str) -> String {
    let pieces = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|piece| !piece.is_empty());
    pieces
        .map(|piece| {
            let lower = if piece.contains(|c: char| c.is_ascii_lowercase()) {
                piece.to_owned()
            } else {
                piece.to_ascii_lowercase()
            };
            capitalized(&lower)
        })
        .collect()
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(characters).collect()
}

/// The identifier of a field, method or argument.
pub(super) fn field(name: &str) -> Name {
    let snake = snake_case(name);
    let identifier = match snake.chars().next() {
        None => "underscore".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("_{snake}"),
        Some(_) => snake,
    };
    Name(escape(identifier))
}

/// The identifier of a variant.
pub(super) fn variant(name: &str) -> String {
    let pascal = pascal_case(name);
    match pascal.as_str() {
        "Unknown" => "UnknownValue".to_owned(),
        "Self" => "Self_".to_owned(),
        _ if pascal.starts_with(|c: char| c.is_ascii_digit()) || pascal.is_empty() => format!("V{pascal}"),
        _ => pascal,
    }
}

/// The identifier of a type.
pub(super) fn type_name(shape: &str) -> String {
    let name: String = shape.split('_').map(capitalized).collect();
    if PRELUDE_TYPES.contains(&name.as_str()) { format!("{name}Shape") } else { name }
}

fn escape(identifier: String) -> String {
    if RESERVED.contains(&identifier.as_str()) {
        format!("{identifier}_")
    } else if KEYWORDS.contains(&identifier.as_str()) {
        format!("r#{identifier}")
    } else {
        identifier
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_split_words_and_keep_acronyms_whole() {
        for (wire, expected) in [
            ("Name", "name"),
            ("KeyId", "key_id"),
            ("KMSKeyId", "kms_key_id"),
            ("DocumentARNs", "document_arns"),
            ("InstanceIDs", "instance_ids"),
            ("OutputS3BucketName", "output_s3_bucket_name"),
            ("IPAddress", "ip_address"),
            ("CVEIds", "cve_ids"),
            ("MaxErrors", "max_errors"),
            ("snake_case-name", "snake_case_name"),
            ("Type", "r#type"),
            ("self", "self_"),
            ("2ndChoice", "_2nd_choice"),
            ("__", "underscore"),
        ] {
            assert_eq!(field(wire).0, expected, "{wire}");
        }
    }

    #[test]
    fn variants_are_camel_case_and_never_the_catch_all() {
        for (member, expected) in [
            ("SECURE_STRING", "SecureString"),
            ("SecureString", "SecureString"),
            ("Amazon_Linux_2", "AmazonLinux2"),
            ("UNKNOWN", "UnknownValue"),
            ("AWS::EC2::Instance", "AwsEc2Instance"),
            ("1", "V1"),
            ("Self", "Self_"),
        ] {
            assert_eq!(variant(member), expected, "{member}");
        }
    }

    #[test]
    fn types_do_not_shadow_the_prelude() {
        assert_eq!(type_name("Option"), "OptionShape");
        assert_eq!(type_name("lowerCase"), "LowerCase");
        assert_eq!(type_name("Some_shape"), "SomeShape");
    }
}

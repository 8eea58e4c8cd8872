//! The little of XML that answers of the query protocol need.

/// The text of the first element of this name that holds nothing but text.
pub(super) fn text(xml: &str, name: &str) -> Option<String> {
    let start = xml.find(&format!("<{name}>"))? + name.len() + 2;
    let rest = &xml[start..];
    let text = &rest[..rest.find('<')?];
    if !rest[text.len()..].starts_with(&format!("</{name}>")) {
        return None;
    }
    unescape(text.trim())
}

/// `None` for an entity that XML does not define.
fn unescape(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        let (entity, after) = after.split_once(';')?;
        plain.push_str(before);
        plain.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => char::from_u32(code_point(entity)?)?,
        });
        rest = after;
    }
    plain.push_str(rest);
    Some(plain)
}

fn code_point(entity: &str) -> Option<u32> {
    let number = entity.strip_prefix('#')?;
    match number.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => number.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_an_element_is_found_and_unescaped() {
        let xml = "<?xml version=\"1.0\"?>\n<A xmlns=\"x\"><B>\n  a&amp;b&#x2F;&#43;&lt; </B><C></C></A>";
        assert_eq!(text(xml, "B").as_deref(), Some("a&b/+<"));
        assert_eq!(text(xml, "C").as_deref(), Some(""));
    }

    #[test]
    fn what_is_not_plain_text_is_nothing() {
        for xml in ["", "<B>", "<B>a", "<B><C>a</C></B>", "<B>&nope;</B>", "<B>a & b</B>", "<B>&#xd800;</B>"]
        {
            assert_eq!(text(xml, "B"), None, "{xml}");
        }
    }
}

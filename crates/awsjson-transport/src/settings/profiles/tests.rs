//! What files mean, right and wrong.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::settings::Origin;

fn read(dialect: Dialect, text: &str) -> Result<Profiles, String> {
    parse(dialect, &Arc::from(Path::new("/f")), text).map_err(|failure| failure.to_string())
}

/// All that a file says, as `kind name: key=value@line` or `key.nested=value@line`, sorted.
fn all(profiles: &Profiles) -> Vec<String> {
    let mut lines = BTreeMap::new();
    for ((kind, name), section) in &profiles.sections {
        let section_name = format!("{kind:?} {name}");
        if section.properties.is_empty() {
            lines.insert((section_name.clone(), String::new()), section_name.clone());
        }
        for (key, property) in &section.properties {
            let nested = property.nested.iter().map(|(nested, setting)| (format!("{key}.{nested}"), setting));
            for (key, setting) in std::iter::once((key.clone(), &property.value)).chain(nested) {
                let Origin::File { path, line } = &*setting.origin else { panic!("{:?}", setting.origin) };
                assert_eq!(&**path, Path::new("/f"));
                let shown = format!("{section_name}: {key}={}@{line}", setting.value);
                lines.insert((section_name.clone(), key), shown);
            }
        }
    }
    lines.into_values().collect()
}

fn assert_says(dialect: Dialect, text: &str, expected: &[&str]) {
    match read(dialect, text) {
        Ok(profiles) => assert_eq!(all(&profiles), expected, "{dialect:?} {text:?}"),
        Err(line) => panic!("{dialect:?} {text:?}: {line}"),
    }
}

/// Each is the body of a profile, from line 2 on, and what it says.
const BODIES: &[(&str, &[&str])] = &[
    ("", &[]),
    ("a = b", &["a=b@2"]),
    ("a=b", &["a=b@2"]),
    ("a =b", &["a=b@2"]),
    ("a\t=\tb\t", &["a=b@2"]),
    ("a = b\r", &["a=b@2"]),
    ("\n\na = b\n\n", &["a=b@4"]),
    ("a =", &["a=@2"]),
    ("a = # comment", &["a=@2"]),
    ("a = ; comment", &["a=@2"]),
    ("a = b # comment", &["a=b@2"]),
    ("a = b ; comment", &["a=b@2"]),
    ("a = b\t# comment", &["a=b@2"]),
    ("a = b#c", &["a=b#c@2"]),
    ("a = b;c", &["a=b;c@2"]),
    ("a = b#c # d", &["a=b#c@2"]),
    ("# a = b", &[]),
    ("; a = b", &[]),
    ("   # a = b", &[]),
    ("#", &[]),
    ("a = b\n# c\nd = e", &["a=b@2", "d=e@4"]),
    ("a = b=c", &["a=b=c@2"]),
    ("a = =", &["a==@2"]),
    ("a = \"b c\"", &["a=\"b c\"@2"]),
    ("a = ü 😂", &["a=ü 😂@2"]),
    ("A_Key = Value", &["a_key=Value@2"]),
    ("a = b\na = c", &["a=c@3"]),
    ("a = b\nA = c", &["a=c@3"]),
    ("a = b\n c", &["a=b\nc@2"]),
    ("a = b\n\tc", &["a=b\nc@2"]),
    ("a = b\n  c\n  d", &["a=b\nc\nd@2"]),
    ("a = b\n  c\n\n  d", &["a=b\nc\nd@2"]),
    ("a = b\n  c = d", &["a=b\nc = d@2"]),
    ("a = b\n  [c]", &["a=b\n[c]@2"]),
    ("a = b\n  c # d", &["a=b\nc # d@2"]),
    ("a = b\n  # c", &["a=b@2"]),
    ("a =\n  b = c", &["a=@2", "a.b=c@3"]),
    ("a =\n  b = c\n  d = e\nf = g", &["a=@2", "a.b=c@3", "a.d=e@4", "f=g@5"]),
    ("a =\n\n  # x\n  b = c # y", &["a=@2", "a.b=c@5"]),
    ("a =\n  b =", &["a=@2", "a.b=@3"]),
    ("a =\n  B = c\n  b = d", &["a=@2", "a.b=d@4"]),
    ("a =\n  b = c = d", &["a=@2", "a.b=c = d@3"]),
    ("a =\n  b = c\na = d", &["a=d@4"]),
    ("  a = b\n  c = d", &["a=b@2", "c=d@3"]),
    ("  a = b\n    c\n  d = e", &["a=b\nc@2", "d=e@4"]),
    ("\ta =\n\t\tb = c", &["a=@2", "a.b=c@3"]),
    ("in valid = b", &["in valid=b@2"]),
    ("a.b-c/d = e", &["a.b-c/d=e@2"]),
];

#[test]
fn a_sections_body_says_this() {
    for (body, expected) in BODIES {
        for (dialect, header, section) in [
            (Dialect::Config, "[default]", "Profile default"),
            (Dialect::Config, "[profile x]", "Profile x"),
            (Dialect::Config, "[services x]", "Services x"),
            (Dialect::Config, "[sso-session x]", "SsoSession x"),
            (Dialect::Credentials, "[x]", "Profile x"),
        ] {
            let mut lines: Vec<String> = expected.iter().map(|line| format!("{section}: {line}")).collect();
            if lines.is_empty() {
                lines.push(section.to_owned());
            }
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            assert_says(dialect, &format!("{header}\n{body}"), &lines);
            assert_says(dialect, &format!("\u{feff}{header}\n{body}\n"), &lines);
            let windows = format!("{header}\n{body}").replace('\n', "\r\n");
            assert_says(dialect, &windows, &lines);
        }
    }
}

/// Section headers, and the section that each begins in the config file and in the credentials file.
const HEADERS: &[(&str, Option<&str>, Option<&str>)] = &[
    ("[default]", Some("Profile default"), Some("Profile default")),
    ("[ default ]", Some("Profile default"), Some("Profile default")),
    ("[profile default]", Some("Profile default"), Some("Profile profile default")),
    ("[profile x]", Some("Profile x"), Some("Profile profile x")),
    ("[profile\tx]", Some("Profile x"), Some("Profile profile\tx")),
    ("[ \tprofile \t x\t ]", Some("Profile x"), Some("Profile profile \t x")),
    ("[profile x] # comment", Some("Profile x"), Some("Profile profile x")),
    ("[profile x]; comment", Some("Profile x"), Some("Profile profile x")),
    ("[profile x]#]", Some("Profile x"), Some("Profile profile x")),
    ("[profile \"my profile\"]", Some("Profile my profile"), Some("Profile profile \"my profile\"")),
    ("[profile 'my profile']", Some("Profile my profile"), Some("Profile profile 'my profile'")),
    ("[profile \"x\"]", Some("Profile x"), Some("Profile profile \"x\"")),
    ("[\"my profile\"]", None, Some("Profile my profile")),
    ("[my profile]", None, Some("Profile my profile")),
    ("[profile my profile]", None, Some("Profile profile my profile")),
    ("[profile]", None, Some("Profile profile")),
    ("[profile \"\"]", None, Some("Profile profile \"\"")),
    ("[profilex]", None, Some("Profile profilex")),
    ("[x]", None, Some("Profile x")),
    ("[Default]", None, Some("Profile Default")),
    ("[profile X_y-z/1.2%@:+]", Some("Profile X_y-z/1.2%@:+"), Some("Profile profile X_y-z/1.2%@:+")),
    ("[profile ünicode]", Some("Profile ünicode"), Some("Profile profile ünicode")),
    ("[services x]", Some("Services x"), Some("Profile services x")),
    ("[services]", None, Some("Profile services")),
    ("[sso-session x]", Some("SsoSession x"), Some("Profile sso-session x")),
    ("[sso-session 'x y']", Some("SsoSession x y"), Some("Profile sso-session 'x y'")),
    ("[sso-sessionx]", None, Some("Profile sso-sessionx")),
    ("[plugins]", None, Some("Profile plugins")),
    ("[preview]", None, Some("Profile preview")),
    ("  [profile x]", Some("Profile x"), Some("Profile profile x")),
];

#[test]
fn a_header_begins_this_section() {
    for (header, config, credentials) in HEADERS {
        for (dialect, section) in [(Dialect::Config, config), (Dialect::Credentials, credentials)] {
            let lines: Vec<String> = section.map(|section| format!("{section}: a=b@2")).into_iter().collect();
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            assert_says(dialect, &format!("{header}\na = b"), &lines);
        }
    }
}

#[test]
fn what_is_in_a_section_of_unknown_kind_is_passed_over() {
    let text = "[plugins]\nno equals sign\n  = deeper\n= nothing\n[profile x]\na = b";
    assert_says(Dialect::Config, text, &["Profile x: a=b@6"]);
}

#[test]
fn sections_of_one_name_are_one_section() {
    let text = "[profile x]\na = 1\nb = 1\n[profile y]\nc = 1\n[profile x]\nb = 2\nd = 2";
    let expected = ["Profile x: a=1@2", "Profile x: b=2@7", "Profile x: d=2@8", "Profile y: c=1@5"];
    assert_says(Dialect::Config, text, &expected);
}

#[test]
fn profile_default_replaces_default_in_either_order() {
    for text in [
        "[default]\na = 1\nb = 1\n[profile default]\na = 2",
        "[profile default]\n\n\n\na = 2\n[default]\na = 1",
    ] {
        assert_says(Dialect::Config, text, &["Profile default: a=2@5"]);
    }
}

#[test]
fn the_credentials_file_wins_key_by_key() {
    let mut profiles = read(Dialect::Config, "[profile x]\na = 1\nb = 1\n[profile y]\na = 1").unwrap();
    profiles.overlay(read(Dialect::Credentials, "[x]\n\n\nb = 2\nc = 2\n[z]\na = 2").unwrap());
    let expected =
        ["Profile x: a=1@2", "Profile x: b=2@4", "Profile x: c=2@5", "Profile y: a=1@5", "Profile z: a=2@7"];
    assert_eq!(all(&profiles), expected);
}

#[test]
fn an_empty_value_counts_as_unset() {
    let profiles = read(Dialect::Config, "[profile x]\na =\nb =\n  c =\n  d = e").unwrap();
    let section = profiles.section(SectionKind::Profile, "x").unwrap();
    assert_eq!(section.get("a"), None);
    assert_eq!(section.get("missing"), None);
    assert_eq!(section.nested("b", "c"), None);
    assert_eq!(section.nested("b", "d").map(|setting| setting.value.as_str()), Some("e"));
    assert_eq!(section.nested("a", "d"), None);
    assert!(profiles.section(SectionKind::Services, "x").is_none());
}

#[test]
fn a_line_that_cannot_be_understood_is_named_and_not_shown() {
    for (text, line, why) in [
        ("hunter2 = x", 1, "it stands before the first section, such as [default]"),
        ("\n# c\n  hunter2 = x\n[default]", 3, "it stands before the first section, such as [default]"),
        ("hunter2", 1, "it stands before the first section, such as [default]"),
        ("[default]\nhunter2", 2, "it is not of the form \"key = value\""),
        ("[default]\n hunter2", 2, "it is not of the form \"key = value\""),
        ("[default]\na: hunter2", 2, "it is not of the form \"key = value\""),
        ("[default]\n= hunter2", 2, "nothing stands before its \"=\""),
        ("[default]\n\n  = hunter2", 3, "nothing stands before its \"=\""),
        ("[default]\na =\n  hunter2", 3, "it is not of the form \"key = value\""),
        ("[default]\na =\n  b = c\n  = hunter2", 4, "nothing stands before its \"=\""),
        ("[hunter2\na = b", 1, "the section's name has no bracket at its end"),
        ("[default]\r\na = b\r\n[hunter2\r\n", 3, "the section's name has no bracket at its end"),
        ("[x # hunter2\na = b", 1, "the section's name has no bracket at its end"),
        ("[default] hunter2 = b", 1, "something other than a comment follows the section's name"),
        ("[]\na = hunter2", 1, "the section has no name"),
        ("[ ]\na = hunter2", 1, "the section has no name"),
    ] {
        for dialect in [Dialect::Config, Dialect::Credentials] {
            let failure = read(dialect, text).err();
            assert_eq!(
                failure.as_deref(),
                Some(format!("/f:{line} cannot be understood: {why}").as_str()),
                "{text:?}"
            );
        }
    }
    let failure = read(Dialect::Credentials, "['']\na = b").err();
    assert_eq!(failure.as_deref(), Some("/f:1 cannot be understood: the section has no name"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_parser_panic(text in any::<String>(), credentials in any::<bool>()) {
        let _ = read(if credentials { Dialect::Credentials } else { Dialect::Config }, &text);
    }

    #[test]
    fn no_lines_of_the_formats_own_signs_make_the_parser_panic(
        text in "([\\[\\]a=#;\"' \t]{0,6}|\\[profile a\\]|\\[default\\]|a =|é)(\r?\n([\\[\\]a=#; \t]{0,6}|\\[default\\]|a =)){0,12}",
        credentials in any::<bool>(),
    ) {
        let _ = read(if credentials { Dialect::Credentials } else { Dialect::Config }, &text);
    }

    #[test]
    fn what_is_written_is_read(key in "[a-z_]{1,12}", value in "[!-\"$-:<-~]{1,30}( [!-\"$-:<-~]{1,9}){0,2}") {
        let profiles = read(Dialect::Credentials, &format!("[x]\n{key} = {value}")).unwrap();
        let section = profiles.section(SectionKind::Profile, "x").unwrap();
        prop_assert_eq!(&section.get(&key).unwrap().value, &value);
    }
}

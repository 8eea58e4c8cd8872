//! Documentation that says something of what the model does not have, or that cannot be read.

use awsjson_codegen::{Error, Generator, Source};

use crate::support::{assert_reads_well, model};

fn document(text: &str) -> Result<Generator, Error> {
    let model = model(
        r#""s#In": { "type": "structure", "members": { "A": { "target": "smithy.api#String" } } },
           "other#Op": { "type": "structure", "members": {} }"#,
    );
    let model = Source { path: "model.json", text: &model };
    Generator::new(&[model], &[], &[Source { path: "prose.md", text }])
}

fn assert_refused(text: &str, words: &str) {
    let error = document(text).unwrap_err();
    assert_eq!(error.document(), Some("prose.md"), "{error}");
    assert_reads_well(&error);
    assert!(error.to_string().contains(words), "{error}");
}

#[test]
fn what_fits_is_no_longer_undocumented() {
    let without = document("").unwrap().undocumented();
    assert!(without.contains(&"In$A".to_owned()), "{without:?}");
    let with = document("## In\n\n### Members\n\n- `A`: Text\n  in two lines.\n").unwrap().undocumented();
    assert!(!with.contains(&"In$A".to_owned()), "{with:?}");
}

#[test]
fn a_shape_or_member_that_is_gone() {
    assert_refused("# Title\n\n## Gone\n\nText.\n", "line 3: the model has no shape Gone");
    assert_refused("## In\n\n### Members\n\n- `B`: Text.\n", "s#In$B: line 5: is not in the model");
    assert_refused("## In\n\n### Values\n\n- `A`: Text.\n", "line 1: has no such list");
}

#[test]
fn a_name_that_means_two_shapes() {
    assert_refused("## Op\n\nText.\n", "line 1: several namespaces have a shape Op");
}

#[test]
fn something_that_is_said_twice() {
    assert_refused("## In\n\n## In\n", "line 3: a second section about In");
    assert_refused("## In\n### Members\n- `A`: One.\n- `A`: Two.\n", "line 4: a second item about A");
}

#[test]
fn something_that_is_neither_a_section_nor_an_item() {
    assert_refused("## In\n### Exceptions\n", "line 2: \"Exceptions\" is no list");
    assert_refused("## In\n### Members\nText.\n", "line 3: neither an item");
    assert_refused("## In\n\n```\nlet a = 1;\n", "a code block has no end");
}

//! Overlays that no longer fit the model.

use awsjson_codegen::{Error, Generator, Source};

use crate::support::{assert_reads_well, model};

fn apply(overlay: &str) -> Result<Generator, Error> {
    let model = model(
        r#""s#In": { "type": "structure", "members": { "A": { "target": "smithy.api#String", "traits": { "smithy.api#required": {} } } } }"#,
    );
    let model = Source { path: "model.json", text: &model };
    Generator::new(&[model], &[Source { path: "overlay.json", text: overlay }], &[])
}

fn statement(place: &str, traits: &str) -> String {
    format!(
        r#"{{ "smithy": "2.0", "metadata": {{ "reason": "A test." }},
             "shapes": {{ "{place}": {{ "type": "apply", "traits": {{ {traits} }} }} }} }}"#
    )
}

fn assert_refused(overlay: &str, shape: Option<&str>, words: &str) {
    let error = apply(overlay).unwrap_err();
    assert_eq!((error.document(), error.shape()), (Some("overlay.json"), shape), "{error}");
    assert_reads_well(&error);
    assert!(error.to_string().contains(words), "{error}");
}

#[test]
fn a_statement_that_fits_is_applied() {
    let overlay = statement("s#Op", r#""awsjson.codegen#capability": "things""#);
    assert_eq!(apply(&overlay).unwrap().capabilities().collect::<Vec<_>>(), ["things"]);
}

#[test]
fn a_target_that_is_gone() {
    let sensitive = r#""smithy.api#sensitive": {}"#;
    assert_refused(&statement("s#Gone", sensitive), Some("s#Gone"), "the model has no such shape");
    assert_refused(&statement("s#In$Gone", sensitive), Some("s#In$Gone"), "the shape has no such member");
    assert_refused(&statement("s#Op$Gone", sensitive), Some("s#Op$Gone"), "the shape has no such member");
}

#[test]
fn a_trait_that_the_model_has_meanwhile() {
    assert_refused(
        &statement("s#In$A", r#""smithy.api#required": {}"#),
        Some("s#In$A"),
        "already has the trait smithy.api#required; the overlay no longer fits",
    );
}

#[test]
fn a_second_overlay_with_the_same_trait() {
    let (model, overlay) = (model(""), statement("s#Op", r#""smithy.api#readonly": {}"#));
    let model = Source { path: "model.json", text: &model };
    let overlays = ["first.json", "second.json"].map(|path| Source { path, text: &overlay });
    let error = Generator::new(&[model], &overlays, &[]).unwrap_err();
    assert_eq!((error.document(), error.shape()), (Some("second.json"), Some("s#Op")));
}

#[test]
fn a_statement_without_a_reason() {
    for metadata in ["", r#""metadata": { "reason": "  " },"#, r#""metadata": {},"#] {
        let overlay = format!(
            r#"{{ "smithy": "2.0", {metadata} "shapes": {{ "s#Op": {{ "type": "apply", "traits": {{ "smithy.api#readonly": {{}} }} }} }} }}"#
        );
        assert_refused(&overlay, Some("s#Op"), "no reason is given");
    }
}

#[test]
fn what_is_no_statement() {
    for (shapes, words) in [
        (r#"{ "type": "structure", "members": {} }"#, "an overlay holds `apply` statements only"),
        (r#"{ "type": "apply" }"#, "an `apply` statement has an object `traits`"),
    ] {
        let overlay = format!(
            r#"{{ "smithy": "2.0", "metadata": {{ "reason": "A test." }}, "shapes": {{ "s#Op": {shapes} }} }}"#
        );
        assert_refused(&overlay, Some("s#Op"), words);
    }
}

#[test]
fn a_trait_that_is_not_understood() {
    assert_refused(
        &statement("s#In$A", r#""smithy.api#timestampFormat": "stardate""#),
        Some("s#In$A"),
        "the value of the trait smithy.api#timestampFormat is not understood",
    );
    assert_refused(
        &statement("s#In$A", r#""smithy.api#enum": [{ "value": "a" }]"#),
        Some("s#In$A"),
        "it cannot be applied",
    );
}

#[test]
fn a_document_that_is_no_overlay() {
    assert_refused("{", None, "not valid JSON: expected the name of a member, line 1 column 1");
    assert_refused(r#"{ "smithy": "3.0", "shapes": {} }"#, None, "Smithy version 3.0 is not supported");
    assert_refused(r#"{ "smithy": "2.0" }"#, None, "an overlay has an object `shapes`");
}

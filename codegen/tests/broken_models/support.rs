//! A sound model to break, and what an error must say.

use awsjson_codegen::{Error, Generator, Source};

/// A service with the operation `s#Op` on `s#In` and `s#Out`, with these shapes besides. One that is
/// given takes the place of the sound one.
pub fn model(shapes: &str) -> String {
    let sound = [
        (
            "s#Service",
            r#"{ "type": "service", "version": "1", "operations": [{ "target": "s#Op" }],
                 "traits": { "aws.protocols#awsJson1_1": {} } }"#,
        ),
        (
            "s#Op",
            r#"{ "type": "operation", "input": { "target": "s#In" }, "output": { "target": "s#Out" } }"#,
        ),
        ("s#In", r#"{ "type": "structure", "members": {} }"#),
        ("s#Out", r#"{ "type": "structure", "members": {} }"#),
    ];
    let sound = sound.iter().filter(|(id, _)| !shapes.contains(&format!("\"{id}\":")));
    let mut all: Vec<String> = sound.map(|(id, shape)| format!("\"{id}\": {shape}")).collect();
    if !shapes.is_empty() {
        all.push(shapes.to_owned());
    }
    format!("{{ \"smithy\": \"2.0\", \"shapes\": {{ {} }} }}", all.join(", "))
}

/// The outcome for a document that is given whole.
pub fn generate(document: &str) -> Result<Generator, Error> {
    Generator::new(&[Source { path: "broken.json", text: document }], &[], &[])
}

/// The error for a document that is given whole.
pub fn error_of(document: &str) -> Error {
    match generate(document) {
        Ok(_) => panic!("the model was taken: {document}"),
        Err(error) => error,
    }
}

/// The model with these shapes is refused because of this shape or member, in these words.
pub fn assert_refused(shapes: &str, shape: &str, words: &str) {
    let error = error_of(&model(shapes));
    assert_eq!(error.shape(), Some(shape), "{error}");
    assert_eq!(error.document(), Some("broken.json"), "{error}");
    assert_reads_well(&error);
    assert!(error.to_string().contains(words), "{error}");
}

/// One line: the document, the shape, the reason.
pub fn assert_reads_well(error: &Error) {
    let line = error.to_string();
    let place = [error.document(), error.shape()].into_iter().flatten().collect::<Vec<_>>().join(": ");
    assert!(line.starts_with(&format!("{place}: ")), "{line}");
    assert!(!line.contains('\n'), "{line}");
}

#[test]
fn the_model_that_is_broken_here_is_sound_itself() {
    assert!(generate(&model("")).is_ok());
}

use awsjson_codegen::{Generator, Source};

/// The client's generated code: all 165 operations, their types and their documentation.
const MOST_BYTES: usize = 3_300_000;
/// Comparing by hand costs 4,000 lines, and spares what is derived for it a tenth of the memory.
const MOST_LINES: usize = 96_000;

#[test]
fn the_generated_client_stays_small() {
    let sources = |documents: &'static [ssm_model::Document]| -> Vec<Source<'static>> {
        documents.iter().map(|document| Source { path: document.path, text: document.text }).collect()
    };
    let (documents, overlays) = (sources(ssm_model::SSM.documents), sources(ssm_model::SSM.overlays));
    let files = Generator::new(&documents, &overlays).expect("the model is sound").client();
    let bytes: usize = files.iter().map(|file| file.text.len()).sum();
    let lines: usize = files.iter().map(|file| file.text.lines().count()).sum();
    println!("{bytes} bytes, {lines} lines of generated code");
    assert!(bytes <= MOST_BYTES, "{bytes} bytes");
    assert!(lines <= MOST_LINES, "{lines} lines");
}

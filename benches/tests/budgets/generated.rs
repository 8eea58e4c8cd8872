use awsjson_codegen::{Generator, Source};

/// The client's generated code: all 165 operations, their types and their documentation.
/// 850 KB of them explain what things mean.
const MOST_BYTES: usize = 4_350_000;
/// Comparing by hand costs 4,000 lines, and spares what is derived for it a tenth of the memory. Copying
/// by hand costs 8,000, and spares half of what the compiler's inliner makes of a derive.
/// Documentation costs 14,000.
const MOST_LINES: usize = 120_000;

#[test]
fn the_generated_client_stays_small() {
    let sources = |documents: &'static [ssm_model::Document]| -> Vec<Source<'static>> {
        documents.iter().map(|document| Source { path: document.path, text: document.text }).collect()
    };
    let model = ssm_model::SSM;
    let generator =
        Generator::new(&sources(model.documents), &sources(model.overlays), &sources(model.prose));
    let files = generator.expect("the model is sound").client("ssm-client");
    let bytes: usize = files.iter().map(|file| file.text.len()).sum();
    let lines: usize = files.iter().map(|file| file.text.lines().count()).sum();
    println!("{bytes} bytes, {lines} lines of generated code");
    assert!(bytes <= MOST_BYTES, "{bytes} bytes");
    assert!(lines <= MOST_LINES, "{lines} lines");
}

//! Draws every picture of this folder anew: `cargo run -p ssm-pictures`.

use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let picture = ssm_pictures::draw(&fs::read_to_string(&path)?, folder)
                .map_err(|problem| format!("{}: {problem}", path.display()))?;
            fs::write(path.with_extension("svg"), picture)?;
        }
    }
    Ok(())
}

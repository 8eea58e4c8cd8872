//! The output of a step: whole in files, its beginning in replies.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::folder;

/// The most characters of standard output in a reply, as the agent has it.
const STANDARD_OUTPUT: usize = 24_000;

/// The most characters of standard error in a reply, as the agent has it.
const STANDARD_ERROR: usize = 8_000;

/// The most characters of both together in a reply, as the agent has it.
const COMBINED: usize = 2_500;

/// What says that standard output goes on.
const OUTPUT_GOES_ON: &str = "\n---Output truncated---";

/// What says that standard error goes on.
const ERROR_GOES_ON: &str = "\n---Error truncated----";

/// What stands between the two where both are one text.
const ERROR_FOLLOWS: &str = "\n----------ERROR-------\n";

/// The files of a step's output.
#[derive(Clone)]
pub(crate) struct Output {
    folder: PathBuf,
}

/// The beginnings of a step's output.
#[derive(Default)]
pub(crate) struct Texts {
    pub(crate) standard_output: String,
    pub(crate) standard_error: String,
}

impl Output {
    /// Output into this folder, which is made if it is not there.
    pub(crate) fn new(folder: &Path) -> io::Result<Self> {
        folder::create(folder)?;
        Ok(Self { folder: folder.to_owned() })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn standard_output(&self) -> io::Result<File> {
        self.append_to("stdout")
    }

    pub(crate) fn standard_error(&self) -> io::Result<File> {
        self.append_to("stderr")
    }

    /// Adds a line to standard output.
    pub(crate) fn say(&self, line: &str) -> io::Result<()> {
        add_line(self.standard_output()?, line)
    }

    /// Adds a line to standard error.
    pub(crate) fn complain(&self, line: &str) -> io::Result<()> {
        add_line(self.standard_error()?, line)
    }

    /// The beginning of what was put out until now.
    pub(crate) fn texts(&self) -> io::Result<Texts> {
        Ok(Texts {
            standard_output: beginning(&self.folder.join("stdout"), STANDARD_OUTPUT, OUTPUT_GOES_ON)?,
            standard_error: beginning(&self.folder.join("stderr"), STANDARD_ERROR, ERROR_GOES_ON)?,
        })
    }

    /// Adds all output of another step to this one.
    pub(crate) fn absorb(&self, other: &Self) -> io::Result<()> {
        for name in ["stdout", "stderr"] {
            let path = other.folder.join(name);
            if path.exists() {
                io::copy(&mut File::open(path)?, &mut self.append_to(name)?)?;
            }
        }
        Ok(())
    }

    /// Copies the files that are not empty into another folder.
    pub(crate) fn copy_to(&self, folder: &Path) -> io::Result<()> {
        for name in ["stdout", "stderr"] {
            let file = self.folder.join(name);
            if fs::metadata(&file).is_ok_and(|file| file.len() > 0) {
                fs::create_dir_all(folder)?;
                fs::copy(&file, folder.join(name))?;
            }
        }
        Ok(())
    }

    fn append_to(&self, name: &str) -> io::Result<File> {
        folder::private_file().create(true).append(true).open(self.folder.join(name))
    }
}

impl Texts {
    /// Adds those of what ran after it.
    pub(crate) fn append(&mut self, next: Self) {
        let join = |own: &str, next: &str, most, mark| cut(&format!("{own}{next}"), most, mark);
        self.standard_output =
            join(&self.standard_output, &next.standard_output, STANDARD_OUTPUT, OUTPUT_GOES_ON);
        self.standard_error = join(&self.standard_error, &next.standard_error, STANDARD_ERROR, ERROR_GOES_ON);
    }

    /// Both as one text.
    pub(crate) fn combined(&self) -> String {
        let (output, error) = (&self.standard_output, &self.standard_error);
        if error.is_empty() {
            return cut(output, COMBINED, OUTPUT_GOES_ON);
        }
        // What one leaves of its half is the other's.
        let room = COMBINED - ERROR_FOLLOWS.len();
        let half = room / 2;
        let left = |length: usize| room - length.min(half);
        let for_output = left(error.chars().count()).max(half);
        let for_error = left(output.chars().count()).max(half);
        let (output, error) = (cut(output, for_output, OUTPUT_GOES_ON), cut(error, for_error, ERROR_GOES_ON));
        format!("{output}{ERROR_FOLLOWS}{error}")
    }
}

fn add_line(mut file: File, line: &str) -> io::Result<()> {
    file.write_all(format!("{line}\n").as_bytes())
}

/// The beginning of a file; what is no UTF-8 in it is replaced.
fn beginning(path: &Path, most: usize, mark: &str) -> io::Result<String> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(String::new()),
        Err(error) => return Err(error),
    };
    // No character has more than four bytes, and one more tells whether it goes on.
    let most_bytes = u64::try_from(most * 4 + 4).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    file.take(most_bytes).read_to_end(&mut bytes)?;
    Ok(cut(&String::from_utf8_lossy(&bytes), most, mark))
}

/// The text, if it has at most so many characters, or its beginning and the mark.
fn cut(text: &str, most: usize, mark: &str) -> String {
    if text.chars().nth(most).is_none() {
        return text.to_owned();
    }
    let mut kept: String = text.chars().take(most.saturating_sub(mark.len())).collect();
    kept.push_str(mark);
    kept
}

#[cfg(test)]
mod tests {
    use super::{Output, Texts};

    #[test]
    fn replies_have_the_beginning_of_what_the_files_have_whole() {
        let folder = std::env::temp_dir().join(format!("output-{}", awsjson_transport::random_uuid()));
        let output = Output::new(&folder).unwrap();
        assert_eq!(output.texts().unwrap().combined(), "");
        output.say(&"ä".repeat(30_000)).unwrap();
        output.complain("first").unwrap();
        output.complain("second").unwrap();
        let texts = output.texts().unwrap();
        assert_eq!(texts.standard_output.chars().count(), 24_000);
        assert!(texts.standard_output.ends_with("ä\n---Output truncated---"));
        assert_eq!(texts.standard_error, "first\nsecond\n");
        let copy = folder.join("copy");
        output.copy_to(&copy).unwrap();
        assert_eq!(std::fs::read_to_string(copy.join("stdout")).unwrap(), "ä".repeat(30_000) + "\n");
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn output_and_error_share_the_room_that_there_is() {
        let long = "x".repeat(3000);
        for (output, error) in [(long.as_str(), "err"), ("out", &long), (&long, &long), (&long, "")] {
            let texts = Texts { standard_output: output.into(), standard_error: error.into() };
            let text = texts.combined();
            assert!((2495..=2500).contains(&text.len()), "{}", text.len());
            assert!(text.contains("truncated"));
        }
        let texts = Texts { standard_output: "out\n".into(), standard_error: "err\n".into() };
        assert_eq!(texts.combined(), "out\n\n----------ERROR-------\nerr\n");
    }
}

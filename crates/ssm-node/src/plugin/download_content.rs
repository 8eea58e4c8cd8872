//! `aws:downloadContent`, from the folder that stands for S3 and from Systems Manager.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ssm_document::plugin::DownloadContent;
use ssm_document::{Document, Value};

use super::{Outcome, Place, fail};
use crate::core::one_line;
use crate::folder::{self, off_runtime};
use crate::output::Output;

/// Brings a file or a folder to the downloads of the command, or to the destination that is given.
pub(super) async fn run(
    place: &mut Place<'_>,
    content: &DownloadContent,
    output: &Output,
) -> io::Result<Outcome> {
    let Some(source) = info(&content.source_info) else {
        return fail(output, "sourceInfo is no map".to_owned()).await;
    };
    let text = |name: &str| source.get(name).and_then(Value::as_text).unwrap_or_default().to_owned();
    let destination = place.path(content.destination_path.as_deref().unwrap_or_default());
    match content.source_type.as_str() {
        "S3" => from_s3(place, &text("path"), destination, output).await,
        "SSMDocument" => from_ssm(place, &text("name"), destination, output).await,
        other => {
            let reason = format!("this node downloads from S3 and SSMDocument, not from {other:?}");
            fail(output, reason).await
        }
    }
}

/// A map, or JSON text of one.
fn info(value: &Value) -> Option<Value> {
    match value {
        Value::Map(_) => Some(value.clone()),
        Value::Text(text) => Document::from_json(text).ok().map(|document| document.as_value().clone()),
        _ => None,
    }
}

async fn from_s3(place: &Place<'_>, url: &str, destination: PathBuf, output: &Output) -> io::Result<Outcome> {
    let Some(root) = place.core.output_folder.clone() else {
        return fail(output, "this node has no folder that stands for S3".to_owned()).await;
    };
    let Some(source) = object(url).map(|path| root.join(path)) else {
        return fail(output, format!("{url:?} is not the URL of an object in S3")).await;
    };
    let say = output.clone();
    let found = off_runtime(move || {
        if !source.exists() {
            return Ok(false);
        }
        let target = target(&source, &destination)?;
        copy(&source, &target)?;
        say.say(&format!("Content downloaded to {}", target.display()))?;
        Ok(true)
    });
    match found.await? {
        true => Ok(Outcome::SUCCESS),
        false => fail(output, format!("there is no {url} in the folder that stands for S3")).await,
    }
}

/// Bucket and key in a URL of S3, in any of its forms, as a path that stays below a folder.
fn object(url: &str) -> Option<PathBuf> {
    let path = match url.strip_prefix("s3://") {
        Some(path) => path.to_owned(),
        None => {
            let (host, path) = url.strip_prefix("https://")?.split_once('/')?;
            match host.split_once(".s3") {
                Some((bucket, _)) => format!("{bucket}/{path}"),
                None => host.starts_with("s3").then(|| path.to_owned())?,
            }
        }
    };
    let mut parts = path.split('/').filter(|part| !part.is_empty()).peekable();
    parts.peek()?;
    parts.map(|part| folder::is_file_name(part).then_some(part)).collect()
}

/// A file goes into a destination that is a folder, or that ends like one.
fn target(source: &Path, destination: &Path) -> io::Result<PathBuf> {
    let into_folder = destination.is_dir() || destination.to_string_lossy().ends_with('/');
    match source.file_name() {
        Some(name) if source.is_file() && into_folder => Ok(destination.join(name)),
        _ => Ok(destination.to_owned()),
    }
}

fn copy(source: &Path, target: &Path) -> io::Result<()> {
    if !source.is_dir() {
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        return fs::copy(source, target).map(drop);
    }
    fs::create_dir_all(target)?;
    for entry in fs::read_dir(source)? {
        let entry = entry?;
        copy(&entry.path(), &target.join(entry.file_name()))?;
    }
    Ok(())
}

/// Brings the content of a document, under its name.
async fn from_ssm(
    place: &Place<'_>,
    name: &str,
    destination: PathBuf,
    output: &Output,
) -> io::Result<Outcome> {
    let (document, extension) = match super::run_document::content(place.core, name).await {
        Ok(content) => {
            let extension = if content.trim_start().starts_with('{') { "json" } else { "yaml" };
            (content, extension)
        }
        Err(error) => return fail(output, one_line(&error)).await,
    };
    let file = name.rsplit('/').next().unwrap_or(name).replace(':', "_");
    let say = output.clone();
    off_runtime(move || {
        fs::create_dir_all(&destination)?;
        let target = destination.join(format!("{file}.{extension}"));
        folder::write(&target, document.as_bytes())?;
        say.say(&format!("Content downloaded to {}", target.display()))
    })
    .await?;
    Ok(Outcome::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::object;

    #[test]
    fn urls_of_s3_are_paths_below_its_folder_and_nothing_else_is() {
        for url in [
            "s3://bucket/scripts/run.sh",
            "https://s3.amazonaws.com/bucket/scripts/run.sh",
            "https://s3.eu-west-1.amazonaws.com/bucket/scripts/run.sh",
            "https://bucket.s3.eu-west-1.amazonaws.com/scripts/run.sh",
        ] {
            assert_eq!(object(url).unwrap().to_str(), Some("bucket/scripts/run.sh"), "{url}");
        }
        for url in ["", "s3://", "s3://bucket/../../etc/passwd", "https://example.com/a", "/etc/passwd"] {
            assert_eq!(object(url), None, "{url}");
        }
    }
}

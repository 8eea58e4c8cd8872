//! `aws:runDocument`: a document that runs another one.

use std::io;

use ssm_document::plugin::{DocumentLocation, RunDocument};
use ssm_document::{Arguments, Document, Value};

use super::{MAX_DEPTH, Outcome, Place, fail};
use crate::command::{Planned, Walk, plan};
use crate::core::{Core, one_line};
use crate::folder::off_runtime;
use crate::output::Output;
use crate::reply::Status;

/// Runs all steps of the document; their output is this step's, one after the other.
pub(super) async fn run(place: &mut Place<'_>, inputs: &RunDocument, output: &Output) -> io::Result<Outcome> {
    if place.depth >= MAX_DEPTH {
        return fail(output, format!("documents run documents more than {MAX_DEPTH} deep")).await;
    }
    let path = inputs.document_path.as_deref().unwrap_or_default();
    let text = match &inputs.document_type {
        DocumentLocation::SsmDocument => content(place.core, path).await.map_err(|error| one_line(&error)),
        DocumentLocation::LocalPath => read(place, path).await.map_err(|error| format!("{path}: {error}")),
        other => Err(format!("documents are at LocalPath or SSMDocument, not {:?}", other.as_str())),
    };
    let steps = match text {
        Ok(text) => {
            steps(place.core, inputs, &text).await.map_err(|error| format!("the document {path}: {error}"))
        }
        Err(reason) => Err(reason),
    };
    let steps = match steps {
        Ok(steps) => steps,
        Err(reason) => return fail(output, reason).await,
    };
    let mut inner = Place {
        core: place.core,
        folder: output.folder().join("document"),
        depth: place.depth + 1,
        stopping: place.stopping.clone(),
    };
    let mut walk = Walk::new();
    let mut results = Vec::new();
    for step in &steps {
        let result = walk.next(&mut inner, step, Some(output)).await;
        results.push((result.status, result.code));
    }
    let status = Status::of_all(results.iter().map(|(status, _)| *status));
    let code = results.iter().find(|(own, _)| *own == status).map_or(0, |(_, code)| *code);
    Ok(Outcome { status, code })
}

async fn steps(core: &Core, inputs: &RunDocument, text: &str) -> Result<Vec<Planned>, String> {
    let document = Document::parse(text).map_err(|error| error.to_string())?;
    plan(core, &document, &arguments(inputs.document_parameters.as_ref())?).await
}

/// The content of a document of the service, by its name or ARN, and its version after a colon.
pub(crate) async fn content(core: &Core, name: &str) -> Result<String, ssm_client::Error> {
    let (name, version) = match name.rsplit_once(':') {
        Some((name, version)) if version.starts_with('$') || version.parse::<u32>().is_ok() => {
            (name, Some(version))
        }
        _ => (name, None),
    };
    let mut call = core.ssm.get_document(name);
    if let Some(version) = version {
        call = call.document_version(version);
    }
    Ok(call.send().await?.content.unwrap_or_default())
}

async fn read(place: &Place<'_>, path: &str) -> io::Result<String> {
    let path = place.path(path);
    off_runtime(move || std::fs::read_to_string(path)).await
}

/// The values of parameters: a map, or JSON text of one.
fn arguments(given: Option<&Value>) -> Result<Arguments, String> {
    let parsed = match given {
        Some(Value::Text(text)) if !text.trim().is_empty() => {
            Document::from_json(text).map(|document| document.as_value().clone()).ok()
        }
        Some(Value::Text(_)) | None => return Ok(Arguments::new()),
        Some(other) => Some(other.clone()),
    };
    let parsed = parsed.as_ref().and_then(Value::as_map).ok_or("documentParameters is no map")?;
    Ok(parsed.iter().fold(Arguments::new(), |arguments, (name, value)| arguments.set(name, value.clone())))
}

//! The document of a session: what it starts, and how long that may last.

use std::collections::BTreeMap;
use std::time::Duration;

use ssm_document::session::{SessionDocument, SessionPreferences, SessionType};
use ssm_document::{Arguments, Content, Document};

use super::session::Limits;
use crate::documents;
use crate::model::types::{DocumentType, InvalidDocument, InvalidParameters};
use crate::protocol::{Call, Error};

/// The document of sessions that name none, and of an account's preferences.
const PREFERENCES: &str = "SSM-SessionManagerRunShell";

/// What holds of it as long as the account has made none.
const NO_PREFERENCES: &str = include_str!("no_preferences.json");

/// After how long without input a session ends unless its document or the preferences say it, as the user
/// guide has it.
const IDLE: Duration = Duration::from_secs(20 * 60);

/// What a session is to do.
pub(super) struct Plan {
    pub(super) name: String,
    /// The document as it is, parameters and all.
    pub(super) content: Document,
    pub(super) limits: Limits,
}

/// What a document, or the account's preferences, do with these parameters.
pub(super) fn plan(
    call: &Call<'_>,
    name: Option<&str>,
    given: &BTreeMap<String, Vec<String>>,
) -> Result<Plan, Error> {
    let (name, content) = find(call, name.unwrap_or(PREFERENCES))?;
    let invalid = |problem: String| Error::from(InvalidParameters::with_message(problem));
    let bound = content
        .bind(&Arguments::from_lists(given.clone()))
        .map_err(|problems| invalid(problems.to_string()))?;
    let own = session(&name, &bound)?;
    let of_account = account(call)?;
    let own = own.inputs.unwrap_or_else(SessionPreferences::new);
    let idle = minutes(&own, |inputs| &inputs.idle_session_timeout)
        .or_else(|| minutes(&of_account, |inputs| &inputs.idle_session_timeout));
    let longest = minutes(&own, |inputs| &inputs.max_session_duration)
        .or_else(|| minutes(&of_account, |inputs| &inputs.max_session_duration));
    Ok(Plan { name, content, limits: Limits { idle: idle.unwrap_or(IDLE), longest } })
}

fn find(call: &Call<'_>, name: &str) -> Result<(String, Document), Error> {
    if name == PREFERENCES && !call.store.documents.contains(name) {
        let document = Document::from_json(NO_PREFERENCES);
        let document = document.map_err(|error| Error::internal(format!("{PREFERENCES}: {error}")))?;
        return Ok((name.to_owned(), document));
    }
    let found = documents::find(call, name, None)?;
    if found.kind == DocumentType::Session {
        // The name of a document of another account is the end of its ARN.
        let short = name.rsplit_once('/').map_or(name, |(_, short)| short);
        return Ok((short.to_owned(), found.content));
    }
    let message = format!(
        "the document {name:?} is of type {}; sessions are started by documents of type Session",
        found.kind.as_str()
    );
    Err(InvalidDocument::with_message(message).into())
}

fn session(name: &str, document: &Document) -> Result<SessionDocument, Error> {
    let invalid = |problem: &str| InvalidDocument::with_message(format!("the document {name:?}: {problem}"));
    match document.content() {
        Ok(Content::Session(session)) => Ok(*session),
        Ok(_) => Err(invalid("its schema version is not 1.0").into()),
        Err(problems) => Err(invalid(&problems.to_string()).into()),
    }
}

/// The preferences of the account, which hold for what other documents leave open.
fn account(call: &Call<'_>) -> Result<SessionPreferences, Error> {
    let (name, document) = find(call, PREFERENCES)?;
    let session = session(&name, &document)?;
    let is_of_shells = session.session_type == SessionType::StandardStream;
    Ok(session.inputs.filter(|_| is_of_shells).unwrap_or_else(SessionPreferences::new))
}

fn minutes(
    preferences: &SessionPreferences,
    member: impl Fn(&SessionPreferences) -> &Option<String>,
) -> Option<Duration> {
    let minutes: u64 = member(preferences).as_ref()?.parse().ok()?;
    Some(Duration::from_secs(minutes * 60))
}

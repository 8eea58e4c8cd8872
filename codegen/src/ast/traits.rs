//! Traits: what the model says about a shape or member beyond its type.

mod behaviour;

use std::collections::BTreeSet;

use super::{Json, Member};
use crate::error::{Error, Result};
pub(crate) use behaviour::{Comparator, Matcher, Paginated, Waiter, WaiterState};

/// The traits that matter to code, typed. Others are known by name only.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traits {
    names: BTreeSet<String>,
    enum_of_strings: Vec<Member>,
    pub(crate) protocol: Option<Protocol>,
    pub(crate) sdk_id: Option<String>,
    pub(crate) endpoint_prefix: Option<String>,
    pub(crate) arn_namespace: Option<String>,
    pub(crate) signing_name: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) documentation: Option<String>,
    pub(crate) deprecated: Option<String>,
    pub(crate) required: bool,
    pub(crate) sensitive: bool,
    pub(crate) secret_member: bool,
    pub(crate) sparse: bool,
    pub(crate) idempotency_token: bool,
    pub(crate) host_label: bool,
    pub(crate) host_prefix: Option<String>,
    pub(crate) timestamps: Option<Timestamps>,
    pub(crate) enum_value: Option<Json>,
    pub(crate) error: Option<ErrorFault>,
    pub(crate) http_error: Option<u16>,
    pub(crate) length: Option<Length>,
    pub(crate) range: Option<(Option<i64>, Option<i64>)>,
    pub(crate) pattern: Option<String>,
    pub(crate) readonly: bool,
    pub(crate) idempotent: bool,
    pub(crate) side_effects: bool,
    pub(crate) capability: Option<String>,
    pub(crate) paginated: Option<Paginated>,
    pub(crate) page_items: Option<String>,
    pub(crate) waiters: Vec<Waiter>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    AwsJson10,
    AwsJson11,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Timestamps {
    EpochSeconds,
    DateTime,
    HttpDate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ErrorFault {
    Client,
    Server,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Length {
    pub(crate) min: Option<u64>,
    pub(crate) max: Option<u64>,
}

impl Traits {
    /// Reads the object of traits of the shape or member at this place.
    pub(crate) fn read(place: &str, json: Option<&Json>) -> Result<Traits> {
        let mut traits = Traits::default();
        match json {
            None => {}
            Some(Json::Object(members)) => {
                for (id, value) in members {
                    traits.set(place, id, value)?;
                }
            }
            Some(_) => return Err(Error::at(place, "`traits` is an object")),
        }
        Ok(traits)
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.names.contains(id)
    }

    /// Whether a member with these traits is a secret, by Smithy 1.0's word or by an overlay's.
    pub(crate) fn is_secret(&self) -> bool {
        self.sensitive || self.secret_member
    }

    /// The traits whose id begins so.
    pub(crate) fn names_in(&self, namespace: &str) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str).filter(move |name| name.starts_with(namespace))
    }

    /// The members of an enumeration in the way of Smithy 1.0, a trait on a string.
    pub(super) fn enum_of_strings(&self) -> &[Member] {
        &self.enum_of_strings
    }

    /// Adds one trait. Unknown traits are kept by name, as Smithy asks of tools.
    pub(crate) fn set(&mut self, place: &str, id: &str, value: &Json) -> Result<()> {
        let value = Given { place, id, value };
        match id {
            "aws.protocols#awsJson1_0" => self.protocol = Some(Protocol::AwsJson10),
            "aws.protocols#awsJson1_1" => self.protocol = Some(Protocol::AwsJson11),
            "aws.api#service" => {
                self.sdk_id = Some(value.text_member("sdkId")?);
                self.endpoint_prefix = value.optional_text_member("endpointPrefix")?;
                self.arn_namespace = value.optional_text_member("arnNamespace")?;
            }
            "aws.auth#sigv4" => self.signing_name = Some(value.text_member("name")?),
            "smithy.api#title" => self.title = Some(value.text()?),
            "smithy.api#documentation" => self.documentation = Some(value.text()?),
            "smithy.api#deprecated" => {
                self.deprecated = Some(value.optional_text_member("message")?.unwrap_or_default());
            }
            "smithy.api#required" => self.required = value.annotation()?,
            "smithy.api#sensitive" => self.sensitive = value.annotation()?,
            "awsjson.codegen#secretMember" => self.secret_member = value.annotation()?,
            "smithy.api#sparse" => self.sparse = value.annotation()?,
            "smithy.api#idempotencyToken" => self.idempotency_token = value.annotation()?,
            "smithy.api#hostLabel" => self.host_label = value.annotation()?,
            "smithy.api#endpoint" => self.host_prefix = Some(value.text_member("hostPrefix")?),
            "smithy.api#timestampFormat" => self.timestamps = Some(value.timestamps()?),
            "smithy.api#enum" => self.enum_of_strings = value.enum_members()?,
            "smithy.api#enumValue" => self.enum_value = Some(value.value.clone()),
            "smithy.api#error" => self.error = Some(value.fault()?),
            "smithy.api#httpError" => self.http_error = Some(value.status()?),
            "smithy.api#length" => self.length = Some(value.length()?),
            "smithy.api#range" => self.range = Some(value.range()?),
            "smithy.api#pattern" => self.pattern = Some(value.text()?),
            "smithy.api#readonly" => self.readonly = value.annotation()?,
            "smithy.api#idempotent" => self.idempotent = value.annotation()?,
            "awsjson.codegen#sideEffects" => self.side_effects = value.annotation()?,
            "awsjson.codegen#capability" => self.capability = Some(value.text()?),
            "awsjson.codegen#pageItems" => self.page_items = Some(value.text()?),
            "smithy.api#paginated" => self.paginated = Some(Paginated::read(&value)?),
            "smithy.waiters#waitable" => self.waiters = Waiter::read_all(&value)?,
            _ => {}
        }
        self.names.insert(id.to_owned());
        Ok(())
    }
}

/// The value of one trait, with where it stands for errors.
struct Given<'a> {
    place: &'a str,
    id: &'a str,
    value: &'a Json,
}

impl Given<'_> {
    fn refuse(&self, what: &str) -> Error {
        Error::at(self.place, format!("the value of the trait {} is not understood: {what}", self.id))
    }

    /// A trait that says all by being there.
    fn annotation(&self) -> Result<bool> {
        match self.value {
            Json::Object(_) | Json::Boolean(true) | Json::Null => Ok(true),
            _ => Err(self.refuse("expected an empty object")),
        }
    }

    fn text(&self) -> Result<String> {
        self.value.as_str().map(str::to_owned).ok_or_else(|| self.refuse("expected text"))
    }

    fn text_member(&self, name: &str) -> Result<String> {
        self.optional_text_member(name)?.ok_or_else(|| self.refuse(&format!("`{name}` is missing")))
    }

    fn optional_text_member(&self, name: &str) -> Result<Option<String>> {
        match self.value.get(name) {
            None => Ok(None),
            Some(Json::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(self.refuse(&format!("`{name}` is text"))),
        }
    }

    fn timestamps(&self) -> Result<Timestamps> {
        match self.value.as_str() {
            Some("epoch-seconds") => Ok(Timestamps::EpochSeconds),
            Some("date-time") => Ok(Timestamps::DateTime),
            Some("http-date") => Ok(Timestamps::HttpDate),
            _ => Err(self.refuse("expected epoch-seconds, date-time or http-date")),
        }
    }

    fn fault(&self) -> Result<ErrorFault> {
        match self.value.as_str() {
            Some("client") => Ok(ErrorFault::Client),
            Some("server") => Ok(ErrorFault::Server),
            _ => Err(self.refuse("expected client or server")),
        }
    }

    fn status(&self) -> Result<u16> {
        let status = self.value.as_integer().and_then(|status| u16::try_from(status).ok());
        status
            .filter(|status| (100..600).contains(status))
            .ok_or_else(|| self.refuse("expected an HTTP status"))
    }

    fn length(&self) -> Result<Length> {
        let bound = |name| match self.value.get(name) {
            None => Ok(None),
            Some(json) => match json.as_integer().and_then(|bound| u64::try_from(bound).ok()) {
                Some(bound) => Ok(Some(bound)),
                None => Err(self.refuse(&format!("`{name}` is a whole number from 0"))),
            },
        };
        Ok(Length { min: bound("min")?, max: bound("max")? })
    }

    fn range(&self) -> Result<(Option<i64>, Option<i64>)> {
        let bound = |name| match self.value.get(name) {
            None => Ok(None),
            // A bound with a fraction, which only floating-point numbers have, is not checked.
            Some(Json::Number(number)) => Ok((number.fract() == 0.0).then_some(*number as i64)),
            Some(_) => Err(self.refuse(&format!("`{name}` is a number"))),
        };
        Ok((bound("min")?, bound("max")?))
    }

    fn enum_members(&self) -> Result<Vec<Member>> {
        let entries = self.value.as_array().ok_or_else(|| self.refuse("expected an array"))?;
        entries
            .iter()
            .map(|entry| {
                let value = entry.get("value").and_then(Json::as_str);
                let value = value.ok_or_else(|| self.refuse("each entry has a `value`"))?;
                let name = entry.get("name").and_then(Json::as_str).unwrap_or(value);
                let enum_value = Some(Json::String(value.to_owned()));
                Ok(Member {
                    name: name.to_owned(),
                    target: "smithy.api#Unit".to_owned(),
                    traits: Traits { enum_value, ..Traits::default() },
                })
            })
            .collect()
    }
}

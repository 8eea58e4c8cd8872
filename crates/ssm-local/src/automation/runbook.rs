//! The documents that executions run.

use std::collections::BTreeMap;

use ssm_document::automation::Automation;
use ssm_document::{Arguments, Content, Document};

use super::text;
use crate::documents;
use crate::model::types::{
    AutomationDefinitionNotFoundException, AutomationDefinitionVersionNotFoundException, DocumentType,
    InvalidAutomationExecutionParametersException,
};
use crate::protocol::{Call, Error};

/// A document of automation in one of its versions.
pub(super) struct Runbook {
    pub(super) version: String,
    pub(super) document: Document,
    pub(super) automation: Automation,
}

/// The runbook of this name or ARN.
pub(super) fn find(call: &Call<'_>, name: &str, version: Option<&str>) -> Result<Runbook, Error> {
    let found = documents::find(call, name, version).map_err(|error| match error.code() {
        "InvalidDocument" => AutomationDefinitionNotFoundException::with_message(error.message()).into(),
        "InvalidDocumentVersion" => {
            AutomationDefinitionVersionNotFoundException::with_message(error.message()).into()
        }
        _ => error,
    })?;
    let refuse = |why: String| {
        let message = format!("the document {name:?} {why}");
        Err(AutomationDefinitionNotFoundException::with_message(message).into())
    };
    if found.kind != DocumentType::Automation {
        return refuse(format!("is of type {} and not Automation", found.kind.as_str()));
    }
    match found.content.content() {
        Ok(Content::Automation(automation)) => {
            Ok(Runbook { version: found.version, document: found.content, automation })
        }
        Ok(_) => refuse("has no schema of automations".to_owned()),
        Err(problems) => refuse(format!("cannot be run: {problems}")),
    }
}

impl Runbook {
    /// Refuses parameters that are missing, unknown or not allowed.
    pub(super) fn check(&self, arguments: &BTreeMap<String, Vec<String>>) -> Result<(), Error> {
        let bound = self.document.bind(&Arguments::from_lists(arguments.clone()));
        bound.map(drop).map_err(|problems| {
            InvalidAutomationExecutionParametersException::with_message(problems.to_string()).into()
        })
    }

    /// All parameters with the values that they have if these are given.
    pub(super) fn parameters(
        &self,
        arguments: &BTreeMap<String, Vec<String>>,
    ) -> BTreeMap<String, Vec<String>> {
        let mut parameters = defaults(self.automation.parameters.as_ref());
        parameters.extend(arguments.clone());
        parameters.into_iter().collect()
    }

    /// The variables with their first values.
    pub(super) fn variables(&self) -> BTreeMap<String, serde_json::Value> {
        let declared = self.automation.variables.iter().flat_map(|variables| variables.iter());
        let value = |default: &Option<ssm_document::Value>| default.as_ref().map(text::from_document);
        declared
            .map(|(name, variable)| (name.to_owned(), value(&variable.default).unwrap_or_default()))
            .collect()
    }
}

fn defaults(
    declared: Option<&ssm_document::Named<ssm_document::Parameter>>,
) -> BTreeMap<String, Vec<String>> {
    let declared = declared.into_iter().flat_map(ssm_document::Named::iter);
    let with_default = declared.filter_map(|(name, parameter)| Some((name, parameter.default.as_ref()?)));
    with_default.map(|(name, default)| (name.to_owned(), text::list(&text::from_document(default)))).collect()
}

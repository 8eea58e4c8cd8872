//! The service as a whole: which one, which operations, which types.

use std::collections::{BTreeMap, BTreeSet};

use super::capability;
use super::ir::{Operation, Service};
use super::operation::OperationResolver;
use super::types::{self, MemberResolver, TypeNames, short_name};
use super::usage::{Roots, Usage};
use crate::ast::{Kind, Model, Protocol, Shape};
use crate::error::{Error, Result};

/// Resolves the one service of the model.
pub(crate) fn resolve(model: &Model) -> Result<Service> {
    let (id, shape) = find_service(model)?;
    let Kind::Service { version, errors: common_errors, .. } = &shape.kind else {
        return Err(Error::at(id, "is not a service"));
    };
    let json_version = match shape.traits.protocol {
        Some(Protocol::AwsJson10) => "V1_0",
        Some(Protocol::AwsJson11) => "V1_1",
        None => {
            let spoken: Vec<&str> = shape.traits.names_in("aws.protocols#").collect();
            let spoken = if spoken.is_empty() { "no protocol of AWS".to_owned() } else { spoken.join(", ") };
            let message = format!("speaks {spoken}; supported are aws.protocols#awsJson1_0 and awsJson1_1");
            return Err(Error::at(id, message));
        }
    };
    let roots = operations(model, id)?
        .into_iter()
        .map(|operation| roots_of(model, operation, common_errors))
        .collect::<Result<Vec<_>>>()?;
    let errors: BTreeSet<String> = roots.iter().flat_map(|root| root.errors.iter().cloned()).collect();
    let usage = Usage::of(model, &roots)?;
    let type_names = TypeNames::choose(model, &usage)?;
    let types = types::resolve(model, &usage, &type_names, &errors)?;
    let members = MemberResolver { model, names: &type_names, usage: &usage };
    let resolver = OperationResolver { members, paginated: shape.traits.paginated.as_ref() };
    let operations = roots.iter().map(|root| resolver.operation(root)).collect::<Result<Vec<_>>>()?;
    check_methods(&roots, &operations)?;
    check_capabilities(&roots)?;
    let sdk_id = one_line(shape.traits.sdk_id.as_deref().unwrap_or(short_name(id)));
    let fallback = || sdk_id.to_ascii_lowercase().replace(' ', "-");
    Ok(Service {
        title: one_line(shape.traits.title.as_deref().unwrap_or(&sdk_id)),
        version: one_line(version),
        target_prefix: short_name(id).to_owned(),
        signing_name: shape
            .traits
            .signing_name
            .clone()
            .or(shape.traits.arn_namespace.clone())
            .unwrap_or_else(fallback),
        endpoint_prefix: shape
            .traits
            .endpoint_prefix
            .clone()
            .or(shape.traits.arn_namespace.clone())
            .unwrap_or_else(fallback),
        json_version,
        operations,
        structures: types.structures,
        unions: types.unions,
        enums: types.enums,
        capabilities: roots.iter().filter_map(|root| root.capability.clone()).collect(),
        sdk_id,
    })
}

/// Text that is to stand in a line of something else.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    words.join(" ").trim().to_owned()
}

fn find_service(model: &Model) -> Result<(&str, &Shape)> {
    let mut services = model.shapes().filter(|(_, shape)| matches!(shape.kind, Kind::Service { .. }));
    match (services.next(), services.next()) {
        (Some(service), None) => Ok(service),
        (None, _) => Err(Error::new("the model has no service")),
        (Some((first, _)), Some((second, _))) => {
            Err(Error::at(second, format!("is a second service beside {first}; a model has one")))
        }
    }
}

/// The operations of a service or resource and of all resources below, sorted by id.
fn operations(model: &Model, id: &str) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![id.to_owned()];
    while let Some(id) = open.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        let (Kind::Service { operations, resources, .. } | Kind::Resource { operations, resources }) =
            &model.shape(&id, &id)?.kind
        else {
            return Err(Error::at(id, "is neither a service nor a resource"));
        };
        for operation in operations {
            if !matches!(model.shape(operation, &id)?.kind, Kind::Operation { .. }) {
                return Err(Error::at(id, format!("lists {operation}, which is no operation")));
            }
        }
        for resource in resources {
            if !matches!(model.shape(resource, &id)?.kind, Kind::Resource { .. }) {
                return Err(Error::at(id, format!("lists {resource}, which is no resource")));
            }
        }
        found.extend(operations.iter().cloned());
        open.extend(resources.iter().cloned());
    }
    Ok(found)
}

fn roots_of(model: &Model, operation: String, common_errors: &[String]) -> Result<Roots> {
    let shape = model.shape(&operation, &operation)?;
    let Kind::Operation { input, output, errors } = &shape.kind else {
        return Err(Error::at(operation, "is no operation"));
    };
    for (role, target) in input.iter().map(|id| ("input", id)).chain(output.iter().map(|id| ("output", id))) {
        if !matches!(model.shape(target, &operation)?.kind, Kind::Structure { .. }) {
            return Err(Error::at(operation, format!("the {role} {target} is not a structure")));
        }
    }
    let mut all_errors = errors.clone();
    for error in common_errors {
        if !all_errors.contains(error) {
            all_errors.push(error.clone());
        }
    }
    for error in &all_errors {
        if !matches!(model.shape(error, &operation)?.kind, Kind::Structure { .. }) {
            return Err(Error::at(operation, format!("the error {error} is not a structure")));
        }
    }
    if let Some(capability) = &shape.traits.capability {
        capability::check(&operation, capability)?;
    }
    Ok(Roots {
        input: input.clone(),
        output: output.clone(),
        errors: all_errors,
        capability: shape.traits.capability.clone(),
        operation,
    })
}

/// Two operations must not become one method or one type.
fn check_methods(roots: &[Roots], operations: &[Operation]) -> Result<()> {
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for (root, operation) in roots.iter().zip(operations) {
        for name in [&operation.method.0, &operation.type_stem] {
            if let Some(other) = taken.insert(name, &root.operation) {
                return Err(Error::at(&root.operation, format!("has the same Rust name as {other}: {name}")));
            }
        }
    }
    Ok(())
}

/// Capabilities divide all operations or none.
fn check_capabilities(roots: &[Roots]) -> Result<()> {
    match roots.iter().find(|root| root.capability.is_none()) {
        Some(root) if roots.iter().any(|root| root.capability.is_some()) => {
            Err(Error::at(&root.operation, "has no capability while other operations have one"))
        }
        _ => Ok(()),
    }
}

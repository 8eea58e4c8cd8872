//! Operations: requests, responses, paging, waiting and where they are sent.

mod waiter;

use super::ir::{
    ErrorVariant, Field, HostPart, Items, Member, Name, Operation, Paging, Presence, Safety, Structure, Type,
    Waiter,
};
use super::names;
use super::types::{MemberResolver, short_name};
use super::usage::Roots;
use crate::ast::{Kind, Paginated, Traits};
use crate::error::{Error, Result};

/// Methods of every client, which an operation therefore cannot be.
const CLIENT_METHODS: &[&str] =
    &["builder", "from_env", "call", "call_json", "clone", "operation", "operation_names", "transport"];

/// The two structures of an operation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Request,
    Response,
}

pub(super) struct OperationResolver<'a> {
    pub(super) members: MemberResolver<'a>,
    /// How the service pages its operations where they do not say it themselves.
    pub(super) paginated: Option<&'a Paginated>,
}

impl OperationResolver<'_> {
    pub(super) fn operation(&self, roots: &Roots) -> Result<Operation> {
        let id = roots.operation.as_str();
        let name = short_name(id);
        let traits = &self.members.model.shape(id, id)?.traits;
        let type_stem = names::type_name(name);
        let request = self.structure(Role::Request, roots.input.as_deref(), &type_stem, roots)?;
        let response = self.structure(Role::Response, roots.output.as_deref(), &type_stem, roots)?;
        let errors = roots
            .errors
            .iter()
            .map(|error| {
                Ok(ErrorVariant {
                    type_name: self.members.names.of(error)?,
                    code: short_name(error).to_owned(),
                })
            })
            .collect::<Result<_>>()?;
        let mut method = names::field(name);
        if CLIENT_METHODS.contains(&method.0.as_str()) {
            method = Name(format!("{}_operation", method.0));
        }
        let mut left_out = Vec::new();
        let waiters = self.waiters(id, traits, roots, &mut left_out)?;
        Ok(Operation {
            paging: self.paging(id, traits, roots, &request, &mut left_out)?,
            waiters,
            left_out,
            host_prefix: traits
                .host_prefix
                .as_ref()
                .map(|prefix| host_prefix(id, prefix, &request))
                .transpose()?,
            name: name.to_owned(),
            type_stem,
            method,
            documentation: traits.documentation.clone(),
            deprecated: traits.deprecated.clone(),
            safety: safety(traits, &request),
            capability: roots.capability.clone(),
            request,
            response,
            errors,
        })
    }

    fn structure(&self, role: Role, id: Option<&str>, type_stem: &str, roots: &Roots) -> Result<Structure> {
        let id = id.unwrap_or("smithy.api#Unit");
        let shape = self.members.model.shape(id, &roots.operation)?;
        let Kind::Structure { members } = &shape.kind else {
            return Err(Error::at(id, "is not a structure"));
        };
        let operation = short_name(&roots.operation);
        let (suffix, purpose) = match role {
            Role::Request => ("Request", format!("What `{operation}` is asked.")),
            Role::Response => ("Response", format!("What `{operation}` answers.")),
        };
        let in_requests = role == Role::Request;
        Ok(Structure {
            type_name: format!("{type_stem}{suffix}"),
            shape_name: short_name(id).to_owned(),
            documentation: shape.traits.documentation.clone().or(Some(purpose)),
            members: self.members.members(id, members, in_requests, shape.traits.sensitive)?,
            in_requests,
            error: None,
            capabilities: roots.capability.iter().cloned().collect(),
        })
    }

    fn waiters(
        &self,
        id: &str,
        traits: &Traits,
        roots: &Roots,
        left_out: &mut Vec<String>,
    ) -> Result<Vec<Waiter>> {
        let output = roots.output.as_deref().unwrap_or("smithy.api#Unit");
        let mut waiters: Vec<Waiter> = Vec::new();
        for waiter in &traits.waiters {
            match waiter::resolve(short_name(id), waiter) {
                Ok(waiter) if waiters.iter().any(|other| other.method == waiter.method) => {
                    let message = format!("two of its waiters have the Rust name {}", waiter.method);
                    return Err(Error::at(id, message));
                }
                Ok(waiter) => {
                    waiter::check_paths(self.members.model, id, output, &waiter)?;
                    waiters.push(waiter);
                }
                Err(reason) => left_out.push(reason),
            }
        }
        Ok(waiters)
    }

    fn paging(
        &self,
        id: &str,
        traits: &Traits,
        roots: &Roots,
        request: &Structure,
        left_out: &mut Vec<String>,
    ) -> Result<Option<Paging>> {
        let Some(paginated) = &traits.paginated else { return Ok(None) };
        let token = |of: fn(&Paginated) -> Option<&String>| of(paginated).or(self.paginated.and_then(of));
        let input_token = token(|paginated| paginated.input_token.as_ref());
        let output_token = token(|paginated| paginated.output_token.as_ref());
        let (Some(input_token), Some(output_token)) = (input_token, output_token) else {
            return Err(Error::at(id, "is paginated but lacks inputToken or outputToken"));
        };
        let output = roots.output.as_deref().unwrap_or("smithy.api#Unit");
        let (token_out, token_type) = self.path(id, output, output_token)?;
        let token_in = request.members.iter().find(|member| member.wire == *input_token);
        let token_in = token_in.ok_or_else(|| {
            Error::at(id, format!("is paginated by {input_token}, which its input does not have"))
        })?;
        let is_text = token_in.ty == Type::String && token_in.presence == Presence::Optional;
        if !is_text || token_type != Type::String {
            left_out.push(format!("its pages are left out: the token {input_token} is no optional text"));
            return Ok(None);
        }
        let items = traits.page_items.as_ref().or_else(|| token(|paginated| paginated.items.as_ref()));
        let items = items.map(|path| self.items(id, output, path)).transpose()?;
        Ok(Some(Paging { token_in: token_in.field.clone(), token_out, items }))
    }

    fn items(&self, id: &str, output: &str, path: &str) -> Result<Items> {
        let (path_fields, ty) = self.path(id, output, path)?;
        let (element, is_map) = match ty {
            Type::List { element, sparse: false } => (*element, false),
            Type::Map { value, sparse: false } => (*value, true),
            _ => {
                let message =
                    format!("its items {path} are neither a list nor a map whose elements are there");
                return Err(Error::at(id, message));
            }
        };
        Ok(Items { path: path_fields, element, is_map })
    }

    /// The fields that a dotted path of an output goes through, and the type at its end.
    fn path(&self, id: &str, output: &str, path: &str) -> Result<(Vec<Field>, Type)> {
        let missing = || Error::at(id, format!("its paging names {path}, which {output} does not have"));
        let mut shape_id = output.to_owned();
        let mut in_requests = false;
        let mut fields = Vec::new();
        let mut last = None;
        for segment in path.split('.') {
            let shape = self.members.model.shape(&shape_id, id)?;
            let Kind::Structure { members } = &shape.kind else { return Err(missing()) };
            let resolved = self.members.members(&shape_id, members, in_requests, false)?;
            let (member, resolved): (_, Member) = members
                .iter()
                .zip(resolved)
                .find(|(member, _)| member.name == segment)
                .ok_or_else(missing)?;
            fields.push(Field { name: resolved.field, presence: resolved.presence });
            last = Some(resolved.ty);
            shape_id = member.target.clone();
            in_requests = self.members.in_requests(&shape_id);
        }
        Ok((fields, last.ok_or_else(missing)?))
    }
}

/// An operation without a word on its safety may have side effects, unless it carries a token by
/// which the service recognizes a repetition.
fn safety(traits: &Traits, request: &Structure) -> Safety {
    if traits.readonly {
        Safety::ReadOnly
    } else if traits.idempotent || request.members.iter().any(|member| member.idempotency_token) {
        Safety::Idempotent
    } else {
        Safety::SideEffects
    }
}

fn host_prefix(id: &str, prefix: &str, request: &Structure) -> Result<Vec<HostPart>> {
    let mut parts = Vec::new();
    let mut rest = prefix;
    while let Some((text, after)) = rest.split_once('{') {
        let (label, after) = after
            .split_once('}')
            .ok_or_else(|| Error::at(id, format!("the host prefix {prefix:?} lacks a brace")))?;
        let member = request.members.iter().find(|member| member.wire == label && member.ty == Type::String);
        let member = member.ok_or_else(|| {
            Error::at(id, format!("the host prefix names {label}, which is no text of its input"))
        })?;
        parts.push(HostPart::Text(text.to_owned()));
        parts.push(HostPart::Label {
            field: member.field.clone(),
            wire: member.wire.clone(),
            optional: member.presence == Presence::Optional,
        });
        rest = after;
    }
    if rest.contains('}') || prefix.contains("}}") {
        return Err(Error::at(id, format!("the host prefix {prefix:?} has a brace too many")));
    }
    parts.push(HostPart::Text(rest.to_owned()));
    parts.retain(|part| !matches!(part, HostPart::Text(text) if text.is_empty()));
    Ok(parts)
}

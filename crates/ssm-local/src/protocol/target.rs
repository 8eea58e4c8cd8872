//! Which operation of which service a request is for.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Method, Request};

use super::Error;
use crate::model;

/// The media type of requests and answers.
pub(crate) const CONTENT_TYPE_JSON: &str = "application/x-amz-json-1.1";

/// One of the services that the endpoint stands for.
#[derive(Debug)]
pub(super) struct Protocol {
    /// What stands before the operation in the target of a request.
    prefix: &'static str,
    /// What requests are signed for.
    pub(super) signing_name: &'static str,
    name: &'static str,
    operations: &'static [(&'static str, &'static str)],
}

static SERVICES: [Protocol; 2] = [
    Protocol {
        prefix: "AmazonSSM.",
        signing_name: "ssm",
        name: "Systems Manager",
        operations: model::operation::OPERATIONS,
    },
    Protocol {
        prefix: "EC2WindowsMessageDeliveryService.",
        signing_name: "ec2messages",
        name: "the message delivery service",
        operations: model::ec2messages::operation::OPERATIONS,
    },
];

/// An operation of a model.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    pub(super) service: &'static Protocol,
    pub(super) operation: &'static str,
}

impl Target {
    /// The operation that a request is for.
    pub(super) fn of(request: &Request<Bytes>) -> Result<Self, Error> {
        if request.uri().path() != "/" {
            return Err(Error::path(request.uri().path()));
        }
        if request.method() != Method::POST {
            return Err(Error::method(request.method()));
        }
        let target = match request.headers().get("x-amz-target").map(|target| target.to_str()) {
            Some(Ok(target)) => Self::parse(target)?,
            Some(Err(_)) => {
                return Err(Error::unknown_operation("the header X-Amz-Target is not ASCII text"));
            }
            None => {
                let message = "the header X-Amz-Target is missing; it says AmazonSSM.OPERATION";
                return Err(Error::unknown_operation(message));
            }
        };
        check_media_type(request)?;
        Ok(target)
    }

    fn parse(target: &str) -> Result<Self, Error> {
        let named = |service: &'static Protocol| Some((service, target.strip_prefix(service.prefix)?));
        let Some((service, name)) = SERVICES.iter().find_map(named) else {
            let prefixes = SERVICES.each_ref().map(|service| service.prefix).join(" or ");
            let message = format!("X-Amz-Target is {target:?} and must start with {prefixes}");
            return Err(Error::unknown_operation(message));
        };
        match service.operations.iter().find(|(operation, _)| *operation == name) {
            Some((operation, _)) => Ok(Self { service, operation }),
            None => Err(Error::unknown_operation(format!("{} has no operation {name:?}", service.name))),
        }
    }
}

fn check_media_type(request: &Request<Bytes>) -> Result<(), Error> {
    let header = request.headers().get(CONTENT_TYPE);
    let found = header.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = found.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case(CONTENT_TYPE_JSON) {
        Ok(())
    } else {
        Err(Error::media_type(found, CONTENT_TYPE_JSON))
    }
}

//! What a profile's settings amount to: credentials to begin with, and roles to assume by them.

use aws_credential_types::Credentials;

use crate::credentials::sso::Login;
use crate::credentials::sts::Role;
use crate::credentials::unavailable::Unavailable;
use crate::failure::OneLine;
use crate::settings::{Section, Setting, SharedFiles};

pub(super) struct Plan {
    pub(super) base: Base,
    /// In the order to assume them.
    pub(super) roles: Vec<Role>,
}

pub(super) enum Base {
    Keys(Credentials),
    Process(String),
    SingleSignOn(Login),
    WebIdentity { token_file: String, role: Role },
    Environment,
    Container,
    InstanceMetadata,
}

/// Follows `source_profile` from profile to profile until one has credentials of its own. In each, a
/// role comes first, then single sign-on, keys, a process.
pub(super) fn of_profile(files: &SharedFiles, asked: &str) -> Result<Plan, Unavailable> {
    let mut roles = Vec::new();
    let mut visited: Vec<&str> = Vec::new();
    let mut name = asked;
    let base = loop {
        let Some(section) = files.profile(name) else {
            return Err(Unavailable::failed(format_args!(
                "its source_profile {} {}",
                OneLine::name(name),
                files.nowhere(name)
            )));
        };
        let profile = Profile { files, name, section };
        visited.push(name);
        let Some(arn) = profile.entry("role_arn") else {
            let own = profile.own()?;
            break own.ok_or_else(|| profile.without_credentials(visited.len() > 1))?;
        };
        let role = profile.role(arn)?;
        match (profile.entry("source_profile"), profile.entry("credential_source")) {
            (Some(_), Some(both)) => {
                return Err(Unavailable::failed(format_args!(
                    "{} sets credential_source beside source_profile: keep one of them",
                    both.place()
                )));
            }
            (None, Some(source)) => {
                roles.push(role);
                break credential_source(source)?;
            }
            (None, None) => break profile.web_identity(arn, role)?,
            (Some(source), None) if source.value == name => {
                roles.push(role);
                let keys = profile.keys()?;
                break keys.ok_or_else(|| {
                    Unavailable::failed(format_args!(
                        "{} names the profile itself, which has no aws_access_key_id",
                        source.place()
                    ))
                })?;
            }
            (Some(source), None) => {
                if visited.contains(&source.value.as_str()) {
                    return Err(Unavailable::failed(format_args!(
                        "its source_profile leads in a circle: {} → {}",
                        visited.join(" → "),
                        OneLine::name(&source.value)
                    )));
                }
                roles.push(role);
                name = &source.value;
            }
        }
    };
    roles.reverse();
    Ok(Plan { base, roles })
}

fn credential_source(source: &Setting) -> Result<Base, Unavailable> {
    match source.value.as_str() {
        "Environment" => Ok(Base::Environment),
        "Ec2InstanceMetadata" => Ok(Base::InstanceMetadata),
        "EcsContainer" => Ok(Base::Container),
        other => Err(Unavailable::failed(format_args!(
            "{} sets credential_source to \"{}\"; it must be Environment, Ec2InstanceMetadata or EcsContainer",
            source.place(),
            OneLine::name(other)
        ))),
    }
}

#[derive(Clone, Copy)]
struct Profile<'a> {
    files: &'a SharedFiles,
    name: &'a str,
    section: &'a Section,
}

impl<'a> Profile<'a> {
    fn entry(&self, setting: &str) -> Option<&'a Setting> {
        self.section.get(setting)
    }

    fn text(&self, setting: &str) -> Option<String> {
        self.entry(setting).map(|entry| entry.value.clone())
    }

    fn own(&self) -> Result<Option<Base>, Unavailable> {
        if let Some(login) = self.single_sign_on()? {
            return Ok(Some(Base::SingleSignOn(login)));
        }
        match self.keys()? {
            Some(keys) => Ok(Some(keys)),
            None => Ok(self.text("credential_process").map(Base::Process)),
        }
    }

    fn without_credentials(&self, is_source: bool) -> Unavailable {
        let missing = "has no credentials: no role_arn, sso_session, aws_access_key_id or credential_process";
        if is_source {
            Unavailable::failed(format_args!("its source_profile {} {missing}", OneLine::name(self.name)))
        } else {
            Unavailable::not_configured(missing)
        }
    }

    fn keys(&self) -> Result<Option<Base>, Unavailable> {
        let half = |set: &Setting, name: &str, other: &str| {
            Unavailable::failed(format_args!("{} sets {name} without {other}: set both", set.place()))
        };
        const KEY: &str = "aws_access_key_id";
        const SECRET: &str = "aws_secret_access_key";
        match (self.entry(KEY), self.entry(SECRET)) {
            (None, None) => Ok(None),
            (Some(key), None) => Err(half(key, KEY, SECRET)),
            (None, Some(secret)) => Err(half(secret, SECRET, KEY)),
            (Some(key), Some(secret)) => Ok(Some(Base::Keys(Credentials::new(
                key.value.as_str(),
                secret.value.as_str(),
                self.text("aws_session_token"),
                None,
                "profile",
            )))),
        }
    }

    fn role(&self, arn: &Setting) -> Result<Role, Unavailable> {
        if let Some(mfa) = self.entry("mfa_serial") {
            return Err(Unavailable::failed(format_args!(
                "{} asks for a code of an MFA device, which only a person can give: get temporary \
                 credentials beforehand (aws configure export-credentials), or use single sign-on",
                mfa.place()
            )));
        }
        Ok(Role {
            arn: arn.value.clone(),
            session_name: self.text("role_session_name"),
            external_id: self.text("external_id"),
            duration_seconds: self.entry("duration_seconds").map(duration_seconds).transpose()?,
        })
    }

    fn web_identity(&self, arn: &Setting, role: Role) -> Result<Base, Unavailable> {
        match self.text("web_identity_token_file") {
            Some(token_file) => Ok(Base::WebIdentity { token_file, role }),
            None => Err(Unavailable::failed(format_args!(
                "{} sets role_arn without source_profile, credential_source or web_identity_token_file",
                arn.place()
            ))),
        }
    }

    /// With an `[sso-session]` section, or all in the profile as older tools write it.
    fn single_sign_on(&self) -> Result<Option<Login>, Unavailable> {
        let session = self.entry("sso_session");
        if session.is_none() && self.entry("sso_start_url").is_none() {
            return Ok(None);
        }
        let shared = match session {
            Some(session) => Some(self.files.sso_session(&session.value).ok_or_else(|| {
                Unavailable::failed(format_args!(
                    "{} names the sso_session {}, of which there is no section",
                    session.place(),
                    OneLine::name(&session.value)
                ))
            })?),
            None => None,
        };
        let setting = |name: &str| {
            shared
                .and_then(|section| section.get(name))
                .or_else(|| self.entry(name))
                .ok_or_else(|| Unavailable::failed(format_args!("{name} is missing for its single sign-on")))
        };
        Ok(Some(Login {
            profile: self.name.to_owned(),
            session: session.map(|entry| entry.value.clone()),
            start_url: setting("sso_start_url")?.value.clone(),
            region: setting("sso_region")?.clone(),
            account_id: setting("sso_account_id")?.value.clone(),
            role_name: setting("sso_role_name")?.value.clone(),
        }))
    }
}

/// The range that the service allows: from 15 minutes to 12 hours.
fn duration_seconds(entry: &Setting) -> Result<u32, Unavailable> {
    match entry.value.parse() {
        Ok(seconds @ 900..=43_200) => Ok(seconds),
        _ => Err(Unavailable::failed(format_args!(
            "{} sets duration_seconds to \"{}\"; it must be from 900 to 43200",
            entry.place(),
            OneLine::name(&entry.value)
        ))),
    }
}

#[cfg(test)]
mod tests;

use super::*;
use crate::settings::SharedFiles;

fn plan(config: &str) -> Result<Plan, String> {
    of_profile(&SharedFiles::of_config(config).unwrap(), "dev").map_err(|error| error.to_string())
}

fn refusal(config: &str) -> String {
    plan(config).err().unwrap()
}

const KEYS: &str = "aws_access_key_id = AKID\naws_secret_access_key = hunter2\n";

#[test]
fn roles_are_assumed_from_the_keys_outwards() {
    let plan = plan(&format!(
        "[profile dev]\nregion = eu-west-1\nrole_arn = outer\nsource_profile = mid\nexternal_id = x\n\
         duration_seconds = 900\n[profile mid]\nregion = eu-west-2\nrole_arn = inner\nsource_profile = base\n\
         [profile base]\n{KEYS}"
    ))
    .unwrap();
    assert!(matches!(&plan.base, Base::Keys(keys) if keys.access_key_id() == "AKID"));
    let arns: Vec<_> = plan.roles.iter().map(|role| role.arn.as_str()).collect();
    assert_eq!(arns, ["inner", "outer"]);
    assert_eq!(plan.roles[1].external_id.as_deref(), Some("x"));
    assert_eq!(plan.roles[1].duration_seconds, Some(900));
}

#[test]
fn a_profile_may_be_its_own_source() {
    let plan = plan(&format!("[profile dev]\nrole_arn = r\nsource_profile = dev\n{KEYS}")).unwrap();
    assert!(matches!(plan.base, Base::Keys(_)));
    assert_eq!(plan.roles.len(), 1);
    let line = refusal("[profile dev]\nrole_arn = r\nsource_profile = dev\n");
    assert_eq!(line, "config:3 names the profile itself, which has no aws_access_key_id");
}

#[test]
fn each_credential_source_is_known() {
    let base = |source: &str| {
        plan(&format!("[profile dev]\nrole_arn = r\ncredential_source = {source}\n")).map(|plan| plan.base)
    };
    assert!(matches!(base("Environment"), Ok(Base::Environment)));
    assert!(matches!(base("Ec2InstanceMetadata"), Ok(Base::InstanceMetadata)));
    assert!(matches!(base("EcsContainer"), Ok(Base::Container)));
    assert_eq!(
        base("environment").err().unwrap(),
        "config:3 sets credential_source to \"environment\"; it must be Environment, \
         Ec2InstanceMetadata or EcsContainer"
    );
}

#[test]
fn web_identity_single_sign_on_and_processes_are_told_apart() {
    let base = |settings: &str| plan(&format!("[profile dev]\n{settings}")).unwrap().base;
    assert!(matches!(
        base("role_arn = r\nweb_identity_token_file = /t\n"),
        Base::WebIdentity { token_file, role } if token_file == "/t" && role.arn == "r"
    ));
    assert!(matches!(base("credential_process = p --x\n"), Base::Process(line) if line == "p --x"));
    let session = "[sso-session corp]\nsso_start_url = u\nsso_region = r\n";
    assert!(matches!(
        base(&format!("sso_session = corp\nsso_account_id = 1\nsso_role_name = n\n{session}")),
        Base::SingleSignOn(login) if login.session.as_deref() == Some("corp") && login.start_url == "u"
    ));
    assert!(matches!(
        base("sso_start_url = u\nsso_region = r\nsso_account_id = 1\nsso_role_name = n\n"),
        Base::SingleSignOn(login) if login.session.is_none()
    ));
}

#[test]
fn what_cannot_work_is_named_with_its_place() {
    for (config, line) in [
        ("role_arn = r\n", "config:2 sets role_arn without source_profile, credential_source or"),
        ("role_arn = r\nsource_profile = x\nmfa_serial = m\n", "config:4 asks for a code of an MFA device"),
        (
            "role_arn = r\nsource_profile = x\ncredential_source = y\n",
            "config:4 sets credential_source beside",
        ),
        ("role_arn = r\nsource_profile = gone\n", "its source_profile gone is neither in config nor in"),
        ("role_arn = r\nsource_profile = a\n[profile a]\n", "its source_profile a has no credentials"),
        (
            "role_arn = r\nsource_profile = a\n[profile a]\nrole_arn = s\nsource_profile = dev\n",
            "its source_profile leads in a circle: dev → a → dev",
        ),
        (
            "role_arn = r\nsource_profile = a\nduration_seconds = 60\n",
            "config:4 sets duration_seconds to \"60\"",
        ),
        (
            "aws_secret_access_key = hunter2\n",
            "config:2 sets aws_secret_access_key without aws_access_key_id",
        ),
        ("sso_session = gone\n", "config:2 names the sso_session gone, of which there is no section"),
        ("sso_start_url = u\n", "sso_region is missing for its single sign-on"),
        ("region = r\n", "has no credentials: no role_arn"),
    ] {
        let shown = refusal(&format!("[profile dev]\n{config}"));
        assert!(shown.starts_with(line), "{shown}");
        assert!(!shown.contains("hunter2"));
    }
}

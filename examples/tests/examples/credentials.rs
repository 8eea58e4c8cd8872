//! Every source of credentials, each as it is where such programs run.

mod home;
mod services;

use ssm_local::LocalSsm;

use crate::program::{ACCESS_KEY_ID, Outcome, Program, REGION, SECRET_ACCESS_KEY, endpoint};
use crate::server::Server;
use home::Home;
use services::{BASE_KEY_ID, BASE_SECRET, Keys};

/// What the program runs among.
struct Surroundings {
    local: LocalSsm,
    services: Server,
    home: Home,
}

impl Surroundings {
    async fn new(config: &str) -> Self {
        Self::with_keys(Keys::Known, config).await
    }

    /// The container and the instance have these keys.
    async fn with_keys(keys: Keys, config: &str) -> Self {
        let (local, services) = (endpoint().await, services::start(keys).await);
        Self { local, services, home: Home::with_config(config) }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.services.url)
    }

    /// The variables of a program that runs on an instance.
    fn instance(&self) -> [(&str, &str); 2] {
        [INSTANCE, ("AWS_EC2_METADATA_SERVICE_ENDPOINT", &self.services.url)]
    }

    /// Calls the endpoint, which checks signatures.
    fn program(&self, variables: &[(&str, &str)]) -> Program {
        let mut program = Program::without_environment("call").arguments(&["DescribeParameters"]);
        for (name, value) in [
            ("HOME", self.home.path()),
            ("AWS_CONFIG_FILE", "~/.aws/config"),
            ("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials"),
            ("AWS_REGION", REGION),
            ("AWS_ENDPOINT_URL_SSM", &self.local.endpoint_url()),
            ("AWS_ENDPOINT_URL_STS", &self.services.url),
            ("AWS_ENDPOINT_URL_SSO", &self.services.url),
            ("AWS_ENDPOINT_URL_SSO_OIDC", &self.services.url),
        ]
        .iter()
        .chain(variables)
        {
            program = program.variable(name, value);
        }
        program
    }

    async fn run(&self, variables: &[(&str, &str)]) -> Outcome {
        self.program(variables).run().await
    }

    async fn assert_answers(&self, variables: &[(&str, &str)]) {
        assert_eq!(self.run(variables).await.success(), NO_PARAMETERS);
    }

    /// The one line of a chain that failed, after the words that say so. `~` is the home directory.
    async fn complaint(&self, variables: &[(&str, &str)]) -> String {
        let line = self.run(variables).await.complaint(1).replace(self.home.path(), "~");
        let begin = "call: DescribeParameters was not sent: ";
        line.strip_prefix(begin).unwrap_or_else(|| panic!("{line}")).replace(&self.services.url, "URL")
    }
}

fn keys(key_id: &str, secret: &str) -> String {
    format!("aws_access_key_id = {key_id}\naws_secret_access_key = {secret}\n")
}

const ROLE: &str = "role_arn = arn:aws:iam::123456789012:role/app\n";

/// Lets the program ask instance metadata, which it may not otherwise.
const INSTANCE: (&str, &str) = ("AWS_EC2_METADATA_DISABLED", "false");

const NO_PARAMETERS: &str = "{\n  \"Parameters\": []\n}\n";

#[tokio::test]
async fn keys_in_the_environment() {
    let variables = [("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID), ("AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY)];
    Surroundings::new("").await.assert_answers(&variables).await;
}

#[tokio::test]
async fn keys_in_a_profile() {
    let known = keys(ACCESS_KEY_ID, SECRET_ACCESS_KEY);
    let at = Surroundings::new(&format!("[profile dev]\n{known}")).await;
    at.assert_answers(&[("AWS_PROFILE", "dev")]).await;

    let at = Surroundings::new("").await;
    at.home.write(".aws/credentials", &format!("[default]\n{known}"));
    at.assert_answers(&[]).await;
}

#[tokio::test]
async fn a_role_of_another_profile() {
    let base = keys(BASE_KEY_ID, BASE_SECRET);
    let at =
        Surroundings::new(&format!("[default]\n{ROLE}source_profile = base\n[profile base]\n{base}")).await;
    at.assert_answers(&[]).await;
}

#[tokio::test]
async fn a_role_of_the_environment() {
    let at = Surroundings::new(&format!("[profile app]\n{ROLE}credential_source = Environment\n")).await;
    let base = [("AWS_ACCESS_KEY_ID", BASE_KEY_ID), ("AWS_SECRET_ACCESS_KEY", BASE_SECRET)];
    // A profile that the environment names comes after the keys that it has.
    at.run(&base).await.complaint(1);
    let outcome = at.program(&base).arguments(&["--profile", "app"]).run().await;
    assert_eq!(outcome.success(), NO_PARAMETERS);
}

#[tokio::test]
async fn a_role_of_the_container() {
    let config = format!("[profile app]\n{ROLE}credential_source = EcsContainer\n");
    let at = Surroundings::with_keys(Keys::Base, &config).await;
    let container = ("AWS_CONTAINER_CREDENTIALS_FULL_URI", at.url("/task"));
    at.assert_answers(&[("AWS_PROFILE", "app"), (container.0, &container.1)]).await;
}

#[tokio::test]
async fn a_role_of_the_instance() {
    let config = format!("[profile app]\n{ROLE}credential_source = Ec2InstanceMetadata\n");
    let at = Surroundings::with_keys(Keys::Base, &config).await;
    at.assert_answers(&[&at.instance()[..], &[("AWS_PROFILE", "app")]].concat()).await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_process() {
    let at = Surroundings::new("").await;
    let printed =
        format!(r#"{{"Version":1,"AccessKeyId":"{ACCESS_KEY_ID}","SecretAccessKey":"{SECRET_ACCESS_KEY}"}}"#);
    let file = at.home.write("printed", &printed);
    at.home.write(".aws/config", &format!("[default]\ncredential_process = cat '{file}'\n"));
    at.assert_answers(&[]).await;
}

#[tokio::test]
async fn single_sign_on_with_a_login_that_is_good_or_can_be_renewed() {
    let at = Surroundings::new(
        "[default]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = app\n\
         [sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = us-east-1\n",
    )
    .await;
    // The SHA-1 of `corp`.
    let file = ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json";
    at.home.write(file, r#"{"accessToken":"valid","expiresAt":"2099-01-31T12:00:00Z"}"#);
    at.assert_answers(&[]).await;

    at.home.write(
        file,
        r#"{"accessToken":"old","expiresAt":"2020-01-31T12:00:00Z","clientId":"id","clientSecret":"s","refreshToken":"refresh-1"}"#,
    );
    at.assert_answers(&[]).await;
    // The renewed login is kept, so that the next run is as good.
    at.assert_answers(&[]).await;
    let lines = at.services.lines();
    assert_eq!(lines.iter().filter(|line| *line == "POST /token").count(), 1, "{lines:?}");

    at.home.write(file, r#"{"accessToken":"old","expiresAt":"2020-01-31T12:00:00Z"}"#);
    assert!(at.complaint(&[]).await.starts_with(
        "no credentials from profile default: the login of corp expired at 2020-01-31T12:00:00Z: run aws \
             sso login --profile default; before that, environment ("
    ));
}

#[tokio::test]
async fn a_token_of_an_identity_provider() {
    let at = Surroundings::new("").await;
    let file = at.home.write("token", "web-token\n");
    let role = "arn:aws:iam::123456789012:role/app";
    at.assert_answers(&[("AWS_WEB_IDENTITY_TOKEN_FILE", &file), ("AWS_ROLE_ARN", role)]).await;
}

#[tokio::test]
async fn the_agent_of_a_container() {
    let at = Surroundings::new("").await;
    let task = at.url("/task");
    at.assert_answers(&[("AWS_CONTAINER_CREDENTIALS_FULL_URI", &task)]).await;

    let (pod, token) = (at.url("/pod"), at.home.write("token", "pod-token"));
    let file = ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", token.as_str());
    at.assert_answers(&[("AWS_CONTAINER_CREDENTIALS_FULL_URI", &pod), file]).await;
}

#[tokio::test]
async fn an_instance_gives_credentials_and_the_region_too() {
    let at = Surroundings::new("").await;
    let instance = at.instance();
    at.assert_answers(&instance).await;
    let asked_for_region = |at: &Surroundings| {
        at.services.lines().iter().any(|line| line == "GET /latest/meta-data/placement/region")
    };
    assert!(!asked_for_region(&at));
    // The endpoint checks for which region a request is signed.
    at.assert_answers(&[&instance[..], &[("AWS_REGION", "")]].concat()).await;
    assert!(asked_for_region(&at));
}

#[tokio::test]
async fn a_chain_without_credentials_is_one_line_that_names_every_source() {
    let at = Surroundings::new("[default]\noutput = json\n").await;
    let instance = [INSTANCE, ("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:1")];
    assert_eq!(
        at.complaint(&instance).await,
        "no source has credentials: environment (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set), \
         web identity (AWS_WEB_IDENTITY_TOKEN_FILE is not set), profile (profile default has no \
         credentials: no role_arn, sso_session, aws_access_key_id or credential_process), container \
         (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set), \
         instance metadata (http://127.0.0.1:1: connection refused, 2 attempts); set one up, or call \
         .credentials(..)"
    );
}

#[tokio::test]
async fn a_source_that_fails_ends_the_chain_and_says_what_was_before() {
    let base = keys(BASE_KEY_ID, BASE_SECRET);
    let at = Surroundings::new(&format!(
        "[default]\nrole_arn = arn:aws:iam::123456789012:role/other\nsource_profile = base\n\
         [profile base]\n{base}"
    ))
    .await;
    assert_eq!(
        at.complaint(&at.instance()).await,
        "no credentials from profile default: the role arn:aws:iam::123456789012:role/other could not be \
         assumed: STS answered HTTP 403 AccessDenied: not you; before that, environment \
         (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set), web identity \
         (AWS_WEB_IDENTITY_TOKEN_FILE is not set)"
    );
}

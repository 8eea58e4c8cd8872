//! The guides of `docs/guide`, whose code is compiled and run as documentation tests.

macro_rules! guides {
    ($($module:ident: $file:literal,)*) => {
        $(
            #[doc = include_str!(concat!("../../docs/guide/", $file, ".md"))]
            mod $module {}
        )*
    };
}

guides! {
    index: "README",
    getting_started: "getting-started",
    credentials: "credentials",
    errors: "errors",
    paging: "paging",
    retries_and_safety: "retries-and-safety",
    testing_your_code: "testing-your-code",
    moving_from_aws_sdk_ssm: "moving-from-aws-sdk-ssm",
    moving_from_rusoto_ssm: "moving-from-rusoto-ssm",
    features_and_weight: "features-and-weight",
    fips_govcloud_china: "fips-govcloud-china",
    lambda_and_containers: "lambda-and-containers",
    observability: "observability",
    parameters: "parameters",
    commands: "commands",
    sessions: "sessions",
    fleet: "fleet",
}

//! The programs of the guides that need no module of their own: what they print without arguments.

use crate::program::Program;

/// What a program prints that says first that its calls stay within it, without that line.
async fn told(name: &str) -> String {
    let told = Program::without_environment(name).run().await.success();
    let (first, rest) = told.split_once('\n').unwrap();
    assert!(
        first.starts_with("Calls go to http://127.0.0.1:")
            && first.ends_with(", an ssm-local inside this program."),
        "{told}"
    );
    rest.to_owned()
}

#[tokio::test]
async fn errors_explains_one_of_each_kind() {
    let told = told("errors").await;
    assert!(told.contains("  port 5432, because there is no such parameter\n  readable: false\n"), "{told}");
    let kinds: Vec<&str> = told
        .split("Every kind of error:\n")
        .nth(1)
        .unwrap()
        .lines()
        .filter(|line| !line.starts_with(' '))
        .map(|line| line.split(": ").next().unwrap())
        .collect();
    let all = [
        "configuration",
        "credentials",
        "invalid_request",
        "connect",
        "timeout",
        "interrupted",
        "service",
        "decode",
        "response_too_large",
        "wait",
    ];
    assert_eq!(kinds, all, "{told}");
    for expected in [
        "has no credentials to give: the credential provider was not enabled: the vault is sealed\n  not sent;",
        "unknown member \"Nome\" (known are Name, WithDecryption) at byte 7\n  not sent; mend the request",
        "(1 attempt; it may have run)\n  may have run; look whether it happened",
        "ParameterNotFound: Parameter /errors-example/port not found. (HTTP 400, request id ",
        "found text at Parameter.Version",
    ] {
        assert!(told.contains(expected), "{expected:?} is missing in:\n{told}");
    }
}

#[tokio::test]
async fn paging_asks_for_what_is_wanted_and_no_more() {
    let expected = "\
items      12 parameters by one loop
requests   2
pages      5 + 5 + 2 parameters
requests   3
first few  01, 02, 03
requests   1, as nobody asked for more
resumed    5 parameters before a restart, 7 after it
";
    assert_eq!(told("paging").await, expected);
}

#[tokio::test]
async fn retries_repeats_what_is_safe_to_repeat() {
    let expected = "
Calls that read are repeated, whatever happened:
  GetParameter  HTTP 500, then a lost answer   3 attempts  succeeded
  GetParameter  HTTP 500 each time             3 attempts  failed: InternalServerError
  GetParameter  HTTP 500, max_attempts(1)      1 attempt   failed: InternalServerError
  GetParameter  an answer that stays the same  1 attempt   failed: ValidationException

Calls that change something only if it cannot have happened:
  PutParameter  no connection                  2 attempts  succeeded
  PutParameter  throttled                      2 attempts  succeeded
  PutParameter  HTTP 500                       1 attempt   failed: InternalServerError, may have run
                                               looked: it was not stored
  PutParameter  a lost answer                  1 attempt   failed: interrupted, may have run
                                               looked: it was not stored
";
    assert_eq!(told("retries").await, expected);
}

#[tokio::test]
async fn testing_counts() {
    assert_eq!(told("testing").await, "counted to 1\ncounted to 2\ncounted to 3\n");
}

#[tokio::test]
async fn endpoints_shows_where_configurations_lead() {
    let told = told("endpoints").await;
    for expected in [
        "  us-east-1, both           https://ssm-fips.us-east-1.api.aws\n",
        "  GovCloud, FIPS            https://ssm.us-gov-west-1.amazonaws.com\n",
        "  China                     https://ssm.cn-north-1.amazonaws.com.cn\n",
        "  a URL and FIPS            the endpoint \"https://ssm.example.com\" (set by .endpoint_url(..)) and FIPS",
        "  http to the network       the endpoint \"http://10.0.0.1:4566\"",
    ] {
        assert!(told.contains(expected), "{expected:?} is missing in:\n{told}");
    }
    assert_eq!(told.matches("DescribeParameters        there are no parameters\n").count(), 2, "{told}");
}

#[tokio::test]
async fn lambda_fetches_credentials_once_and_calls_nothing_without_time() {
    let told = told("lambda").await;
    for expected in [
        ", region us-east-1, account ",
        "\ncold start  done\n30000 ms    Good morning, Ada!\n30000 ms    Good morning, Grace!\n",
        "\n200 ms      no greeting: GetParameter timed out calling http://127.0.0.1:",
        ": no turn to send within 0ns, the call time-out\n",
        "\nfetched     credentials 2 times, ",
        "\nread        the parameter 3 times, ",
    ] {
        assert!(told.contains(expected), "{expected:?} is missing in:\n{told}");
    }
}

#[tokio::test]
async fn moving_does_the_tasks_of_the_guides() {
    let told = told("moving").await;
    let expected = "\
stored and read   db1
listed            host = db1
listed            port = 5432
listed            user = app
not found         true
printed           DescribeParameters could not reach http://127.0.0.1:1: connection refused";
    assert!(told.starts_with(expected), "{told}");
}

#[tokio::test]
async fn credentials_says_where_settings_and_identity_came_from() {
    let told = told("credentials").await;
    let parts: Vec<&str> = told.split("\n\n").collect();
    let [environment, profile, process, misspelt, nothing] = parts.as_slice() else { panic!("{told}") };
    assert!(environment.contains("source=\"environment\" outcome=\"success\""), "{told}");
    assert!(environment.contains("region: \"eu-central-1\" (from AWS_REGION)"), "{told}");
    for part in [profile, process] {
        assert!(part.contains("source=\"environment\" outcome=\"not configured\""), "{told}");
        assert!(part.contains("source=\"profile\" outcome=\"success\""), "{told}");
    }
    assert!(process.contains("profile: \"vault\" (from AWS_PROFILE)"), "{told}");
    assert!(
        process.contains("region: \"eu-west-1\" (from ") && process.contains("max_attempts: 5"),
        "{told}"
    );
    assert!(
        misspelt.contains("credentials: the profile \"vautl\" (from AWS_PROFILE) is neither in "),
        "{told}"
    );
    assert!(nothing.contains("no source has credentials: environment ("), "{told}");
    assert!(!told.contains("checked-by-the-local-endpoint"), "{told}");
}

#[cfg(unix)]
mod with_a_node {
    use super::Program;

    #[tokio::test]
    async fn exec_runs_a_command() {
        let told = Program::without_environment("exec").run().await.success();
        assert!(told.contains(", as ") && told.lines().count() == 1, "{told}");
    }

    #[tokio::test]
    async fn shell_runs_what_is_typed() {
        let program = Program::without_environment("shell");
        let shown = program.run_with_input("echo $((6 * 7)) | sed 's/^/answer /'; exit\n").await.success();
        assert!(shown.contains("answer 42"), "{shown}");
    }

    #[tokio::test]
    async fn port_forward_sends_there_and_back() {
        let told = Program::without_environment("port_forward").run().await.success();
        assert!(told.starts_with("127.0.0.1:") && told.contains(" leads to port "), "{told}");
        assert!(told.ends_with("\nsent      ssm is spelt\nreceived  tleps si mss\n"), "{told}");
    }
}

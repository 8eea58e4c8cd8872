use std::time::Duration;

use crate::support::{Home, SECRET, ask, assert_expires, date, refusal};

fn home(command: &str) -> Home {
    Home::with_config(&format!("[default]\ncredential_process = {command}\n"))
}

/// A program that prints this, from a file of the home directory.
fn printing(output: &str) -> Home {
    let home = home("");
    let file = home.write("output", output);
    home.write(".aws/config", &format!("[default]\ncredential_process = cat '{file}'\n"));
    home
}

#[tokio::test]
async fn what_a_program_prints_is_used() {
    let home = printing(&format!(
        r#"{{"Version":1,"AccessKeyId":"PROCESS","SecretAccessKey":"{SECRET}","SessionToken":"t","Expiration":"{}"}}"#,
        date(true)
    ));
    let credentials = ask(&home.chain(&[])).await.unwrap();
    assert_eq!(credentials.access_key_id(), "PROCESS");
    assert_eq!(credentials.session_token(), Some("t"));
    assert_expires(&credentials, &date(true));
}

#[tokio::test]
async fn what_cannot_be_used_is_told_without_its_text() {
    for (output, why) in [
        (format!(r#"{{"AccessKeyId":"{SECRET}"}}"#), "Version in it must be the number 1"),
        (r#"{"Version":2}"#.to_owned(), "Version in it is 2, and must be 1"),
        (r#"{"Version":"1"}"#.to_owned(), "Version in it must be the number 1"),
        (r#"{"Version":1,"AccessKeyId":"A"}"#.to_owned(), "SecretAccessKey is missing in it"),
        (SECRET.to_owned(), "it is not valid JSON"),
        (SECRET.repeat(20_000), "it printed more than 65536 bytes"),
        (
            format!(
                r#"{{"Version":1,"AccessKeyId":"A","SecretAccessKey":"{SECRET}","Expiration":"{}"}}"#,
                date(false)
            ),
            "expired at 2020-01-31T12:00:00Z",
        ),
    ] {
        refusal(
            &printing(&output).chain(&[]),
            &["no credentials from profile default: credential_process: ", why],
        )
        .await;
    }
}

#[tokio::test]
async fn a_program_that_fails_is_quoted_by_the_first_line_of_its_complaint() {
    let home = self::home(&format!("echo {SECRET}; printf '\\nlog in first\\n{SECRET}' >&2; exit 3"));
    refusal(&home.chain(&[]), &["credential_process: it failed (exit status: 3): log in first"]).await;
    let home = self::home(&format!("echo AWS_SECRET_ACCESS_KEY={SECRET} >&2; exit 3"));
    let hidden = "it failed (exit status: 3), and what it said may hold a secret: run it by hand to read it";
    refusal(&home.chain(&[]), &[hidden]).await;
    let home = self::home("exit 4");
    refusal(&home.chain(&[]), &["it failed (exit status: 4) without a word on standard error"]).await;
    let home = self::home("/nonexistent/program");
    refusal(&home.chain(&[]), &["it failed (exit status: 127)"]).await;
}

#[tokio::test(start_paused = true)]
async fn a_program_that_takes_too_long_is_stopped_and_named() {
    let home = home("exec sleep 1000");
    let begun = std::time::Instant::now();
    refusal(&home.chain(&[]), &["credential_process: it printed no credentials within 60s, the limit for"])
        .await;
    assert!(begun.elapsed() < Duration::from_secs(60));
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_program_that_nobody_waits_for_any_more_is_killed() {
    let home = home("");
    let file = home.write("pid", "");
    home.write(
        ".aws/config",
        &format!("[default]\ncredential_process = echo $$ > '{file}'; exec sleep 1000\n"),
    );
    let chain = home.chain(&[]);
    let asking = tokio::spawn(async move { ask(&chain).await.map(drop) });
    let pid = loop {
        match std::fs::read_to_string(&file).unwrap().strip_suffix('\n') {
            Some(pid) => break pid.to_owned(),
            None => tokio::task::yield_now().await,
        }
    };
    asking.abort();
    assert!(asking.await.unwrap_err().is_cancelled());
    let process = std::path::Path::new("/proc").join(&pid);
    let gone = async {
        while process.exists() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), gone).await.expect("it is gone");
}

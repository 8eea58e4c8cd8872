//! `parameters`: what it shows, and what it never does.

use crate::program::Program;

#[tokio::test]
async fn it_reads_configuration_by_few_requests_and_prints_no_secret() {
    let told = Program::without_environment("parameters").run().await.success();
    let lines = told.split_once('\n').unwrap().1;
    let expected = "\
requests   5 to store
tree       workers 8, debug false, 2 origins, db-1.example.com with a password of 28 bytes
error      /app/workers: expected a whole number from 0 to 65535
requests   3
many       there is no parameter /app/db/prot; 2 others
requests   1
watched    4 parameters
changed    /app/workers is version 3 now
cached     1000 tasks have the password
requests   1
";
    assert_eq!(lines, expected);
    assert!(!lines.contains("battery staple"));
}

#[tokio::test]
async fn wrong_usage_is_one_line() {
    for (arguments, expected) in
        [(&["--colour"][..], "unknown option --colour"), (&["x"], "only options are understood")]
    {
        let outcome = Program::without_environment("parameters").arguments(arguments).run().await;
        assert!(outcome.complaint(2).contains(expected), "{outcome:?}");
    }
    let help = Program::without_environment("parameters").arguments(&["--help"]).run().await.success();
    assert!(help.contains("Usage: parameters"), "{help}");
}

use ssm_client::error::PutParameterError;
use ssm_client::test_util::{Rule, ScriptedAnswer, ScriptedSender};
use ssm_client::types::{ParameterTier, ParameterType};
use ssm_local::Fault;
use ssm_toolkit::parameters::{NameRule, PutError};

use crate::support::{bodies, count, scripted, start, tags_of};

#[tokio::test]
async fn a_parameter_is_stored_with_its_type_and_tags_in_one_call() {
    let (ssm, parameters) = start().await;
    let stored = parameters.put_secret("/app/key", "hunter2").tag("team", "storage").send().await.unwrap();
    assert_eq!((stored.version, stored.tier), (1, Some(ParameterTier::Standard)));
    let list = parameters.put_list("/app/hosts", ["a", "b"]).send().await.unwrap();
    assert_eq!(list.version, 1);
    assert_eq!((count(&ssm, "PutParameter"), count(&ssm, "AddTagsToResource")), (2, 0));
    let found = parameters.get_many(["/app/key", "/app/hosts"]).await.unwrap();
    assert_eq!(*found[0].kind(), ParameterType::SecureString);
    assert_eq!(found[1].values().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(tags_of(&ssm, "/app/key").await[0].value, "storage");

    let error = parameters.put("/app/key", "x").send().await.unwrap_err();
    assert!(matches!(error.service(), Some(PutParameterError::ParameterAlreadyExists(_))), "{error}");
    assert_eq!(error.to_string(), "/app/key was not stored");
}

#[tokio::test]
async fn tags_and_overwrite_go_together_by_a_call_each() {
    let (ssm, parameters) = start().await;
    let put = |value: &str| parameters.put("/app/host", value).overwrite(true).tag("team", "storage");
    assert_eq!(put("one").send().await.unwrap().version, 1);
    assert_eq!(put("two").tag("stage", "live").send().await.unwrap().version, 2);
    assert!(bodies(&ssm, "PutParameter").iter().all(|body| body.get("Tags").is_none()));
    assert_eq!(tags_of(&ssm, "/app/host").await.len(), 2);

    ssm.inject(Fault::error(400, "AccessDeniedException", "no tags").on("AddTagsToResource"));
    let error = put("three").send().await.unwrap_err();
    let PutError::NotTagged { stored, failure, .. } = &error else { panic!("{error}") };
    assert_eq!((stored.version, failure.code()), (3, Some("AccessDeniedException")));
    assert_eq!(error.to_string(), "version 3 of /app/host was stored, but not tagged");
}

#[tokio::test(start_paused = true)]
async fn who_meets_others_storing_the_same_tries_again_and_stores_once() {
    let busy = || ScriptedAnswer::error(400, "TooManyUpdates", "busy");
    let script = |times: usize| {
        let answers = (0..times).map(|_| busy());
        let then = Rule::any().always(ScriptedAnswer::json(r#"{"Version":1}"#));
        ScriptedSender::new([Rule::operation("PutParameter").answers(answers), then])
    };
    let sender = script(10);
    let stored = scripted(&sender).put("/a", "x").overwrite(true).send().await.unwrap();
    assert_eq!((stored.version, sender.requests().len()), (1, 11));

    let sender = script(100);
    let begun = tokio::time::Instant::now();
    let error = scripted(&sender).put("/a", "y").overwrite(true).send().await.unwrap_err();
    assert!(matches!(error.service(), Some(PutParameterError::TooManyUpdates(_))));
    assert!(!error.failure().unwrap().may_have_run());
    assert_eq!(sender.requests().len(), 15, "five times three attempts, and no more");
    let waited = begun.elapsed().as_millis();
    assert!((1500..=4505).contains(&waited), "{waited} ms");
}

#[tokio::test]
async fn what_may_have_been_stored_is_not_sent_again() {
    let (ssm, parameters) = start().await;
    ssm.inject(Fault::hang_up_afterwards().on("PutParameter").times(1));
    let error = parameters.put("/a", "hunter2").overwrite(true).send().await.unwrap_err();
    assert!(error.failure().unwrap().may_have_run());
    assert_eq!(error.to_string(), "it is not known whether /a was stored");
    assert!(!format!("{error:?}").contains("hunter2"));
    assert_eq!(count(&ssm, "PutParameter"), 1);
    assert_eq!(parameters.get("/a").await.unwrap().version(), 1, "it was, once");
}

#[tokio::test]
async fn what_breaks_a_limit_is_not_sent() {
    let (ssm, parameters) = start().await;
    let name = |error: PutError| match error {
        PutError::Name(error) => error.rule(),
        other => panic!("{other}"),
    };
    assert_eq!(name(parameters.put("a/b", "x").send().await.unwrap_err()), NameRule::LeadingSlash);
    assert_eq!(name(parameters.put("/ssm/x", "x").send().await.unwrap_err()), NameRule::Reserved);
    assert_eq!(name(parameters.put("/a".repeat(16), "x").send().await.unwrap_err()), NameRule::Levels);
    let secret = "hunter2".repeat(1000);
    let standard = parameters.put("/a", &secret).tier(ParameterTier::Standard);
    assert!(!format!("{standard:?}").contains("hunter2"));
    for put in [standard, parameters.put("/a", ""), parameters.put_list("/a", ["x", "y,z"])] {
        let error = put.send().await.unwrap_err();
        assert!(matches!(error, PutError::Limit { .. }), "{error}");
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }
    assert!(ssm.requests().is_empty());
    let advanced = parameters.put("/a", &secret).tier(ParameterTier::Advanced).send().await.unwrap();
    assert_eq!(advanced.tier, Some(ParameterTier::Advanced));
}

#[tokio::test]
async fn the_service_checks_the_pattern() {
    let (_ssm, parameters) = start().await;
    let error = parameters.put("/a", "x1").allowed_pattern("^[0-9]+$").send().await.unwrap_err();
    assert!(
        matches!(error.service(), Some(PutParameterError::ParameterPatternMismatchException(_))),
        "{error}"
    );
}

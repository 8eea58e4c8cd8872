use std::path::Path;

use serde_json::json;
use ssm_local::{Clock, LocalSsm};
use time::OffsetDateTime;

use super::{create, get, pass, sleep, start, status, steps};

async fn with_state(file: &Path, clock: &Clock) -> LocalSsm {
    LocalSsm::builder().clock(clock.clone()).state(file).start().await.unwrap()
}

#[tokio::test]
async fn an_execution_goes_on_where_it_was_when_the_endpoint_stopped() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("automation-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("state");
    let clock = Clock::manual(OffsetDateTime::from_unix_timestamp(1_800_000_000).unwrap());
    let ssm = with_state(&file, &clock).await;
    create(&ssm, "Slow", json!({ "mainSteps": [sleep("first", "PT1M"), sleep("second", "PT1M")] })).await;
    let id = start(&ssm, json!({ "DocumentName": "Slow" })).await;
    let before = get(&ssm, &id).await;
    ssm.shutdown().await;
    let ssm = with_state(&file, &clock).await;
    assert_eq!(get(&ssm, &id).await, before);
    pass(&clock, 60);
    assert_eq!(steps(&get(&ssm, &id).await), [("first", "Success"), ("second", "InProgress")]);
    ssm.shutdown().await;
    pass(&clock, 60);
    let ssm = with_state(&file, &clock).await;
    assert_eq!(status(&ssm, &id).await, "Success");
    ssm.shutdown().await;
    std::fs::remove_dir_all(&folder).unwrap();
}

use ssm_client::types::OperatingSystem;
use ssm_tests::moto::Server;
use ssm_tests::runtime::block_on;
use ssm_tests::trials::Test;

pub const TESTS: &[Test<Server>] = &[("a_patch_baseline_is_created_listed_and_deleted", patch_baseline)];

fn patch_baseline(moto: &Server) {
    block_on(async {
        let client = moto.client("ap-southeast-1");
        let created = client
            .create_patch_baseline("security only")
            .operating_system(OperatingSystem::Ubuntu)
            .approved_patches(["kb1", "kb2"])
            .send()
            .await
            .unwrap();
        let baseline = created.baseline_id.unwrap();
        let owned = || client.describe_patch_baselines().items();
        let is_it = |id: &Option<String>| id.as_deref() == Some(baseline.as_str());
        let all = owned().try_collect().await.unwrap();
        let found = all.iter().find(|one| is_it(&one.baseline_id)).unwrap();
        assert_eq!(found.operating_system, Some(OperatingSystem::Ubuntu));
        assert_eq!(found.baseline_name.as_deref(), Some("security only"));

        client.delete_patch_baseline(&baseline).send().await.unwrap();
        let left = owned().try_collect().await.unwrap();
        assert!(!left.iter().any(|one| is_it(&one.baseline_id)));
    });
}

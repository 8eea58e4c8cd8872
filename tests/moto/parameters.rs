use ssm_client::error::{GetParameterError, PutParameterError};
use ssm_client::types::ParameterType;
use ssm_client::{Client, Error};
use ssm_tests::moto::Server;
use ssm_tests::runtime::block_on;
use ssm_tests::trials::Test;

pub const TESTS: &[Test<Server>] = &[
    ("a_parameter_is_put_read_and_deleted", put_read_and_delete),
    ("parameters_are_listed_by_path_page_by_page", by_path),
    ("many_parameters_are_read_and_the_missing_ones_named", many),
    ("versions_of_a_parameter_have_a_history_and_labels", history_and_labels),
    ("parameters_are_described_page_by_page", describe),
];

async fn put(client: &Client, name: &str, value: &str) -> Result<i64, Error<PutParameterError>> {
    let call = client.put_parameter(name, value).r#type(ParameterType::String).overwrite(true);
    Ok(call.send().await?.version.unwrap())
}

fn put_read_and_delete(moto: &Server) {
    block_on(async {
        let client = moto.client("eu-central-1");
        let answer =
            client.put_parameter("/app/host", "größe = 4 \u{1f980}").r#type("String").send().await.unwrap();
        assert_eq!(answer.version, Some(1));
        let again = client.put_parameter("/app/host", "other").r#type("String").send().await.unwrap_err();
        assert!(matches!(again.service(), Some(PutParameterError::ParameterAlreadyExists(_))), "{again}");
        assert_eq!(again.status(), Some(400));

        let found = client.get_parameter("/app/host").send().await.unwrap().parameter.unwrap();
        assert_eq!(found.name.as_deref(), Some("/app/host"));
        assert_eq!(found.value.as_deref(), Some("größe = 4 \u{1f980}"));
        assert_eq!(found.r#type, Some(ParameterType::String));
        assert_eq!(found.version, Some(1));
        let age = time::OffsetDateTime::now_utc() - found.last_modified_date.unwrap();
        assert!(age < time::Duration::hours(1) && age > -time::Duration::minutes(1), "{age}");
        assert!(!format!("{found:?}").contains("größe"));

        client.delete_parameter("/app/host").send().await.unwrap();
        let missing = client.get_parameter("/app/host").send().await.unwrap_err();
        assert!(matches!(missing.service(), Some(GetParameterError::ParameterNotFound(_))), "{missing}");
        assert!(missing.to_string().contains("ParameterNotFound"), "{missing}");
    });
}

fn by_path(moto: &Server) {
    block_on(async {
        let client = moto.client("eu-central-2");
        for index in 0..13 {
            put(&client, &format!("/many/{index:02}"), "x").await.unwrap();
        }
        put(&client, "/many/deep/er", "x").await.unwrap();
        let mut pages = client.get_parameters_by_path("/many").max_results(5).pages();
        let mut names = Vec::new();
        let mut count = 0;
        while let Some(page) = pages.try_next().await.unwrap() {
            assert!(page.parameters.len() <= 5);
            names.extend(page.parameters.into_iter().filter_map(|parameter| parameter.name));
            count += 1;
        }
        names.sort();
        let expected: Vec<String> = (0..13).map(|index| format!("/many/{index:02}")).collect();
        assert_eq!((names, count), (expected, 3));

        let all = client.get_parameters_by_path("/many").recursive(true).max_results(4).items();
        assert_eq!(all.try_collect().await.unwrap().len(), 14);
    });
}

fn many(moto: &Server) {
    block_on(async {
        let client = moto.client("eu-north-1");
        put(&client, "one", "1").await.unwrap();
        put(&client, "two", "2").await.unwrap();
        let answer = client.get_parameters(["two", "none", "one"]).send().await.unwrap();
        let mut values: Vec<_> = answer.parameters.into_iter().filter_map(|found| found.value).collect();
        values.sort();
        assert_eq!(values, ["1", "2"]);
        assert_eq!(answer.invalid_parameters, ["none"]);
        let gone = client.delete_parameters(["one", "none"]).send().await.unwrap();
        assert_eq!(
            (gone.deleted_parameters, gone.invalid_parameters),
            (vec!["one".into()], vec!["none".into()])
        );
    });
}

fn history_and_labels(moto: &Server) {
    block_on(async {
        let client = moto.client("eu-south-1");
        for (index, value) in ["first", "second", "third"].into_iter().enumerate() {
            assert_eq!(put(&client, "/app/key", value).await.unwrap(), index as i64 + 1);
        }
        let labelled =
            client.label_parameter_version("/app/key", ["stable"]).parameter_version(2).send().await;
        assert_eq!(labelled.unwrap().invalid_labels, Vec::<String>::new());

        let history = client.get_parameter_history("/app/key").items().try_collect().await.unwrap();
        let values: Vec<_> = history.iter().map(|version| version.value.as_deref().unwrap()).collect();
        assert_eq!(values, ["first", "second", "third"]);
        assert_eq!(history[1].labels, ["stable"]);
        assert!(history[0].labels.is_empty());

        for (reference, value) in
            [("/app/key:1", "first"), ("/app/key:stable", "second"), ("/app/key", "third")]
        {
            let found = client.get_parameter(reference).send().await.unwrap().parameter.unwrap();
            assert_eq!(found.value.as_deref(), Some(value), "{reference}");
        }
        let error = client.get_parameter("/app/key:9").send().await.unwrap_err();
        assert!(matches!(error.service(), Some(GetParameterError::ParameterVersionNotFound(_))), "{error}");
    });
}

fn describe(moto: &Server) {
    block_on(async {
        let client = moto.client("eu-south-2");
        for index in 0..12 {
            put(&client, &format!("p{index}"), "x").await.unwrap();
        }
        let all = client.describe_parameters().max_results(5).items().try_collect().await.unwrap();
        assert_eq!(all.len(), 12);
        assert!(all.iter().all(|parameter| parameter.r#type == Some(ParameterType::String)));
    });
}

use crate::endpoint::Endpoint;
use crate::machine::{Machine, is_private, program, text};

#[tokio::test]
async fn from_an_activation_to_the_output_of_a_command_between_processes() {
    for signed in [false, true] {
        let endpoint = Endpoint::start(signed);
        let owner = endpoint.owner();
        let activation = owner.activation(1).await;
        let mut machine = Machine::new();
        let id = machine.registered(&endpoint.url(), &activation);
        assert!(id.starts_with("mi-") && id.len() == 20, "{id}");
        for file in ["identity.json", "fingerprint.json", "."] {
            assert!(is_private(&machine.folder.join(file)), "{file}");
        }

        machine.start();
        let node = owner.until_online(&id).await;
        assert_eq!(node.name.as_deref(), Some("rack"));
        assert_eq!(node.iam_role.as_deref(), Some("service"));
        assert_eq!(node.activation_id, Some(activation.id));
        assert_eq!(node.resource_type.unwrap().as_str(), "ManagedInstance");
        let tags = owner.0.list_tags_for_resource("ManagedInstance", &id).send().await.unwrap().tag_list;
        assert_eq!((tags[0].key.as_str(), tags[0].value.as_str()), ("role", "web"));

        let command = owner.send("echo $AWS_SSM_INSTANCE_ID in $AWS_SSM_REGION_NAME").await;
        let (status, output) = owner.output(&command, &id).await;
        assert_eq!((status.as_str(), output), ("Success", format!("{id} in eu-central-1\n")));
        let said = machine.said();
        assert!(said.contains(&format!("{id} runs whatever is sent to it")), "{said}");
        let key = machine.identity()["key"]["private_key"].as_str().unwrap().to_owned();
        assert!(key.len() > 1000 && !said.contains(&key) && !said.contains(&activation.code));
    }
}

#[tokio::test]
async fn the_code_may_come_by_the_environment_or_on_the_command_line() {
    let endpoint = Endpoint::start(true);
    let activation = endpoint.owner().activation(2).await;
    for by_environment in [true, false] {
        let machine = Machine::new();
        let mut program = program();
        program.args(["register", "--activation-id", &activation.id, "--region", "eu-central-1"]);
        program.args(["--endpoint-url", &endpoint.url(), "--folder"]).arg(&machine.folder);
        if by_environment {
            program.env("SSM_NODE_ACTIVATION_CODE", &activation.code);
        } else {
            program.args(["--activation-code", &activation.code]);
        }
        let output = program.output().unwrap();
        assert!(text(&output.stdout).starts_with("mi-"), "{output:?}");
    }
}

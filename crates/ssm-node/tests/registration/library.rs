//! The same from code.

use ssm_local::LocalSsm;
use ssm_node::{Ended, Node, RegisterError, Registration, StartError};

use crate::machine::Machine;
use crate::owner::{Activation, Owner, REGION, until};

fn registration(ssm: &LocalSsm, activation: &Activation, machine: &Machine) -> Registration {
    Registration::new(&activation.id, &activation.code)
        .without_env()
        .region(REGION)
        .endpoint_url(ssm.endpoint_url())
        .folder(&machine.folder)
}

#[tokio::test]
async fn a_node_is_whom_its_folder_was_registered_as() {
    let ssm = LocalSsm::builder().region(REGION).start().await.unwrap();
    let owner = Owner::of(&ssm.endpoint_url());
    let activation = owner.activation(1).await;
    let machine = Machine::new();
    let builder = || Node::builder().without_env().folder(&machine.folder);
    let nobody = builder().start().await.unwrap_err();
    assert!(matches!(nobody, StartError::NotRegistered { .. }), "{nobody}");
    assert!(!machine.folder.exists());

    let registration = || registration(&ssm, &activation, &machine);
    assert!(!format!("{:?}", registration()).contains(&activation.code));
    let id = registration().register().await.unwrap();
    let again = registration().register().await.unwrap_err();
    assert!(matches!(&again, RegisterError::AlreadyRegistered { instance_id, .. } if *instance_id == id));
    for (builder, what) in [
        (builder().region("eu-west-1"), "region"),
        (builder().static_credentials("id", "secret", None), "credentials"),
    ] {
        let error = builder.start().await.unwrap_err();
        assert!(matches!(error, StartError::Registered(found) if found == what), "{error}");
    }

    let mut node = builder().region(REGION).start().await.unwrap();
    assert_eq!(node.instance_id(), id);
    let taken = registration().force(true).register().await.unwrap_err();
    assert!(matches!(taken, RegisterError::Taken { .. }), "{taken}");
    owner.until_online(&id).await;
    let command = owner.send("echo here").await;
    assert_eq!(owner.output(&command, &id).await.1, "here\n");

    owner.0.deregister_managed_instance(&id).send().await.unwrap();
    let ended = node.ended().await;
    assert_eq!(ended, Ended::NotRegistered { instance_id: id });
    assert_eq!(node.ended().await, ended, "as often as it is asked");
    node.shutdown().await;
}

#[tokio::test]
async fn a_node_of_a_given_id_is_nobody_else_whatever_its_folder_says() {
    let ssm = LocalSsm::builder().region(REGION).start().await.unwrap();
    let owner = Owner::of(&ssm.endpoint_url());
    let activation = owner.activation(1).await;
    let machine = Machine::new();
    registration(&ssm, &activation, &machine).register().await.unwrap();
    let other = "i-0123456789abcdef0";
    let node = Node::builder()
        .without_env()
        .region(REGION)
        .endpoint_url(ssm.endpoint_url())
        .static_credentials("id", "secret", None)
        .instance_id(other)
        .folder(&machine.folder)
        .start()
        .await
        .unwrap();
    assert_eq!(node.instance_id(), other);
    until("it to be online", async || owner.node(other).await).await;
}

#[tokio::test]
async fn a_registration_needs_a_folder_that_can_be_one() {
    let missing = Registration::new("id", "code").without_env().region(REGION).register().await;
    assert!(matches!(missing, Err(RegisterError::Missing("folder"))));
    let registration = Registration::new("id", "code").without_env().region(REGION);
    let error = registration.folder("/dev/null/node").register().await.unwrap_err();
    assert!(matches!(error, RegisterError::Folder { .. }), "{error}");
    let nowhere = Registration::new("id", "code").without_env().folder("/dev/null/node").register().await;
    assert!(matches!(nowhere, Err(RegisterError::Client(_))), "the region comes first");
}

use ssm_client::types::{ResourceTypeForTagging, Tag};
use ssm_tests::moto::Server;
use ssm_tests::runtime::block_on;
use ssm_tests::trials::Test;

pub const TESTS: &[Test<Server>] = &[("tags_are_added_listed_and_removed", tags)];

fn tags(moto: &Server) {
    block_on(async {
        let client = moto.client("ap-south-1");
        let parameter = ResourceTypeForTagging::Parameter;
        client.put_parameter("tagged", "x").r#type("String").tags([Tag::new("a", "1")]).send().await.unwrap();
        let added = [Tag::new("b", "2"), Tag::new("ü", "größe")];
        client.add_tags_to_resource(parameter.clone(), "tagged", added).send().await.unwrap();
        client.remove_tags_from_resource(parameter.clone(), "tagged", ["a"]).send().await.unwrap();
        let mut tags = client.list_tags_for_resource(parameter, "tagged").send().await.unwrap().tag_list;
        tags.sort_by(|one, other| one.key.cmp(&other.key));
        assert_eq!(tags, [Tag::new("b", "2"), Tag::new("ü", "größe")]);
    });
}

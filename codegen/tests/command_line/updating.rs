//! What a newer model means, in words.

use std::fs;
use std::path::Path;

use crate::{awsjson_codegen, folder, text};

/// A model of one operation, as a publisher has it, with something in the place of each word.
fn model(members: &str, traits: &str, operations: &str) -> String {
    format!(
        r#"{{ "smithy": "2.0", "metadata": {{ "suppressions": [] }}, "shapes": {{
            "s#Desk": {{
                "type": "service", "version": "2026-01-01",
                "operations": [{{ "target": "s#Look" }}{operations}],
                "traits": {{
                    "aws.protocols#awsJson1_1": {{}}, "smithy.api#documentation": "<p>Prose.</p>",
                    "aws.api#service": {{ "sdkId": "Desk" }}, "aws.auth#sigv4": {{ "name": "desk" }},
                    "smithy.rules#endpointRuleSet": {{ "rules": [] }}
                }}
            }},
            "s#Look": {{ "type": "operation", "input": {{ "target": "s#LookRequest" }} }},
            "s#Tidy": {{ "type": "operation" }},
            "s#LookRequest": {{ "type": "structure", "members": {{ {members} }}, "traits": {{ "smithy.api#input": {{}} }} }},
            "s#Name": {{ "type": "string", "traits": {{ {traits} }} }},
            "s#Title": {{ "type": "string" }}
        }} }}"#
    )
}

struct Desk(std::path::PathBuf);

impl Desk {
    fn new(test: &str) -> Self {
        let folder = folder(test);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn write(&self, name: &str, content: &str) -> String {
        let path = self.0.join(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

const DRAWER: &str =
    r#""Drawer": { "target": "s#Name", "traits": { "smithy.api#documentation": "<p>Which.</p>" } }"#;
const LENGTH: &str = r#""smithy.api#length": { "max": 10 }"#;

#[test]
fn changes_are_told_in_words_and_what_breaks_programs_comes_first() {
    let desk = Desk::new("updating");
    let old =
        desk.write("old.json", &model(&format!(r#"{DRAWER}, "Lamp": {{ "target": "s#Name" }}"#), LENGTH, ""));
    let members = r#""Drawer": { "target": "s#Title" },
        "Hand": { "target": "s#Name", "traits": { "smithy.api#required": {} } },
        "Side": { "target": "s#Name" }"#;
    let longer = r#""smithy.api#length": { "max": 20 }"#;
    let new = desk.write("new.json", &model(members, longer, r#", { "target": "s#Tidy" }"#));
    let docs = desk.write(
        "docs.md",
        "## Look\n\nLooks into a drawer.\n\n## LookRequest\n\n### Members\n\n- `Side`: Which side.\n",
    );

    let output = awsjson_codegen(["update", &new, "--model", &old, "--docs", &docs]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let expected = "\
What would break programs: 2
  LookRequest: a new member Hand, which is required
  LookRequest: the member Lamp is gone

What else is different: 4
  Desk: has the operation Tidy
  LookRequest$Drawer: was Name, is Title
  LookRequest: a new member Side
  Name: length was {\"max\": 10}, is {\"max\": 20}

What no longer fits: nothing

What lacks documentation: 3
  LookRequest$Drawer
  LookRequest$Hand
  Tidy
";
    assert_eq!(text(&output.stdout), expected);
    assert!(fs::read_to_string(&old).unwrap().contains("Prose"), "nothing is written unless asked");
}

#[test]
fn documentation_and_overlays_that_no_longer_fit_are_named() {
    let desk = Desk::new("unfitting");
    let old = desk.write("old.json", &model(DRAWER, LENGTH, ""));
    let new = desk.write("new.json", &model("", LENGTH, ""));
    let docs = desk.write("docs.md", "## LookRequest\n\n### Members\n\n- `Drawer`: Which drawer.\n");
    let output = awsjson_codegen(["update", &new, "--model", &old, "--docs", &docs, "--overlay", &docs]);
    let printed = text(&output.stdout);
    assert!(printed.contains("What no longer fits: 2\n"), "{printed}");
    assert!(printed.contains("docs.md: s#LookRequest$Drawer: line 5: is not in the model"), "{printed}");
    assert!(printed.contains("docs.md: not valid JSON"), "{printed}");
}

#[test]
fn the_newer_model_is_written_without_prose_and_then_nothing_is_different() {
    let desk = Desk::new("writing-the-newer");
    let old = desk.write("old.json", &model("", LENGTH, ""));
    let new = desk.write("new.json", &model(DRAWER, LENGTH, ""));
    assert!(awsjson_codegen(["update", &new, "--model", &old, "--write"]).status.success());
    let written = fs::read_to_string(Path::new(&old)).unwrap();
    for absent in ["documentation", "Prose", "rules", "metadata", "#input"] {
        assert!(!written.contains(absent), "{absent}: {written}");
    }
    assert!(written.contains("\"Drawer\": {\n     \"target\": \"s#Name\"\n    }"), "{written}");
    let again = text(&awsjson_codegen(["update", &new, "--model", &old]).stdout);
    assert!(
        again.starts_with("What would break programs: nothing\n\nWhat else is different: nothing\n"),
        "{again}"
    );
}

#[test]
fn bad_usage_ends_with_2() {
    for (arguments, line) in [
        (&["update", "--model", "x"][..], "error: no newer model is given"),
        (&["update", "x"], "error: --model FILE is missing"),
        (&["update", "x", "y", "--model", "z"], "error: one newer model is compared at a time"),
        (&["update", "x", "--out", "y"], "error: unknown option --out"),
    ] {
        let output = awsjson_codegen(arguments.iter().copied());
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).starts_with(line), "{}", text(&output.stderr));
    }
}

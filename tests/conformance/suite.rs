//! The suite's file: its shapes as a Smithy model, and its vectors.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// The suite as it lies.
pub struct Suite {
    json: Value,
}

/// The crate that is generated for a service of the suite.
pub fn crate_name(service: &str) -> &'static str {
    if service.contains("machinelearning") { "machine-learning" } else { "json-protocol" }
}

impl Suite {
    pub fn read(text: &str) -> Self {
        Self { json: serde_json::from_str(text).unwrap() }
    }

    pub fn services(&self) -> impl Iterator<Item = &str> {
        self.json["services"].as_object().unwrap().keys().map(String::as_str)
    }

    /// The service that an operation belongs to.
    pub fn service_of(&self, operation: &str) -> &str {
        let services = self.json["services"].as_object().unwrap();
        let has =
            |service: &Value| service["operations"].as_array().unwrap().iter().any(|id| id == operation);
        services.iter().find(|(_, service)| has(service)).map(|(id, _)| id.as_str()).unwrap()
    }

    pub fn client_vectors(&self) -> Vec<&Value> {
        let vectors = self.json["tests"].as_array().unwrap().iter();
        vectors.filter(|vector| vector["applies_to"] != "server").collect()
    }

    pub fn shape(&self, id: &str) -> &Value {
        &self.json["shapes"][id]
    }

    /// The members of a structure or union with their targets.
    pub fn members(&self, id: &str) -> impl Iterator<Item = (&str, &str)> {
        let members = self.shape(id)["members"].as_object();
        members
            .into_iter()
            .flatten()
            .filter_map(|(name, member)| Some((name.as_str(), member["target"].as_str()?)))
    }

    /// Whether a request can hold the shape.
    pub fn is_in_requests(&self, id: &str) -> bool {
        let shapes = self.json["shapes"].as_object().unwrap();
        let inputs = shapes.values().filter(|shape| shape["type"] == "operation");
        let mut reached = BTreeSet::new();
        let mut open: Vec<&str> = inputs
            .filter_map(|operation| operation["input"].as_str())
            .flat_map(|input| self.members(input).map(|(_, target)| target).collect::<Vec<_>>())
            .collect();
        while let Some(shape) = open.pop() {
            if reached.insert(shape) {
                open.extend(self.members(shape).map(|(_, target)| target));
            }
        }
        reached.contains(id)
    }

    /// The Smithy JSON AST of one service. The file writes references as plain ids, keeps the parts of
    /// lists and maps among members, and leaves out what is the same for all of a kind.
    pub fn model(&self, service: &str) -> Value {
        let errors = self.errors();
        let mut shapes = Map::new();
        for (id, shape) in self.json["shapes"].as_object().unwrap() {
            let mut shape = shape.clone();
            match shape["type"].as_str().unwrap() {
                "operation" => refer(&mut shape),
                "list" | "map" => lift_members(&mut shape),
                "enum" | "intEnum" => {
                    for member in shape["members"].as_object_mut().unwrap().values_mut() {
                        member["target"] = json!("smithy.api#Unit");
                    }
                }
                "structure"
                    if errors.contains(id.as_str()) && shape["traits"]["smithy.api#error"].is_null() =>
                {
                    shape["traits"] = json!({ "smithy.api#error": "client" });
                }
                _ => {}
            }
            shapes.insert(id.clone(), shape);
        }
        let mut definition = self.json["services"][service].clone();
        let operations = definition["operations"].as_array().unwrap().iter();
        definition["operations"] = operations.map(|id| json!({ "target": id })).collect();
        shapes.insert(service.to_owned(), definition);
        json!({ "smithy": "2.0", "shapes": shapes })
    }

    fn errors(&self) -> BTreeSet<&str> {
        let shapes = self.json["shapes"].as_object().unwrap().values();
        shapes.filter_map(|shape| shape["errors"].as_array()).flatten().filter_map(Value::as_str).collect()
    }
}

fn refer(operation: &mut Value) {
    for role in ["input", "output"] {
        if let Some(id) = operation[role].as_str() {
            operation[role] = json!({ "target": id });
        } else if let Some(operation) = operation.as_object_mut() {
            operation.remove(role);
        }
    }
    let errors = operation["errors"].as_array().cloned().unwrap_or_default();
    operation["errors"] = errors.iter().map(|id| json!({ "target": id })).collect();
}

fn lift_members(collection: &mut Value) {
    let collection = collection.as_object_mut().unwrap();
    let Some(Value::Object(parts)) = collection.remove("members") else { panic!("a collection has parts") };
    collection.extend(parts);
}

use super::Fields;
use super::keys::{KEYS, chinese};
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

/// The JSON Schema (2020-12) of an outline, for editors; Chinese keys stand beside the English ones.
pub fn schema() -> Value {
    let mut schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<Fields>()
        .to_value();
    add_chinese("Outline", &mut schema);
    for (name, _) in KEYS {
        if let Some(object) = schema.pointer_mut(&format!("/$defs/{name}")) {
            add_chinese(name, object);
        }
    }
    schema
}

fn add_chinese(name: &str, object: &mut Value) {
    if let Some(properties) = object.get_mut("properties").and_then(Value::as_object_mut) {
        let known: Vec<(String, Value)> = properties
            .iter()
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect();
        for (key, value) in known {
            for other in chinese(name, &key) {
                properties.insert((*other).to_owned(), value.clone());
            }
        }
    }
    // A key is there under any of its names.
    let Some(required) = object
        .as_object_mut()
        .and_then(|o| o.shift_remove("required"))
    else {
        return;
    };
    let each: Vec<Value> = required
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(|key| {
            let names = std::iter::once(key).chain(chinese(name, key).iter().copied());
            json!({"anyOf": names.map(|n| json!({"required": [n]})).collect::<Vec<_>>()})
        })
        .collect();
    object["allOf"] = each.into();
}

use super::Fields;
use schemars::generate::SchemaSettings;

/// The JSON Schema (2020-12) of an outline, for editors.
pub fn schema() -> serde_json::Value {
    SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<Fields>()
        .to_value()
}

use bursary::diagnostic::Language;
use bursary::ir::Program;
use bursary::schema::json_schema;
use jsonschema::Validator;
use serde_json::Value;

use crate::tree::as_json;
use crate::{policies, read};

/// The validators of all versions of a policy.
pub fn validators(program: &Program, language: Language) -> Vec<Validator> {
    let schemas = program.versions().map(|version| json_schema(version, language));
    let validator = |schema: Value| {
        jsonschema::meta::validate(&schema).unwrap();
        jsonschema::validator_for(&schema).unwrap()
    };
    schemas.map(validator).collect()
}

#[test]
fn every_case_that_the_reader_takes_is_valid() {
    let mut valid = 0;
    for policy in policies() {
        let validators = validators(&policy.program, Language::Zh);
        for (name, text, format) in &policy.cases {
            let Ok(case) = read(&policy.program, text, *format) else { continue };
            let validator = &validators[policy.version_on(case.applied_on)];
            let value = as_json(text, *format);
            let errors: Vec<String> =
                validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(errors.is_empty(), "{} {name}: {errors:#?}", policy.name);
            valid += 1;
        }
    }
    assert!(valid > 200, "{valid}");
}

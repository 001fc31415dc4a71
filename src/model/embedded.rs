//! The shipped model, built into the program.

/// The files of `models/news` that the default engine and the steps after it read, with their names.
#[cfg(feature = "embed-model")]
pub(super) static FILES: Option<&[(&str, &[u8])]> = Some(&[
    ("model.json", include_bytes!("../../models/news/model.json")),
    ("model.int8.safetensors", include_bytes!("../../models/news/model.int8.safetensors")),
    ("tokenizer.json", include_bytes!("../../models/news/tokenizer.json")),
    ("link.safetensors", include_bytes!("../../models/news/link.safetensors")),
    ("reference.safetensors", include_bytes!("../../models/news/reference.safetensors")),
]);

/// This build has no built-in model.
#[cfg(not(feature = "embed-model"))]
pub(super) static FILES: Option<&[(&str, &[u8])]> = None;

#[cfg(all(test, feature = "embed-model"))]
mod tests {
    use crate::model::{LabelTable, ModelError, ModelFolder, ModelSpec};

    #[test]
    fn the_files_in_the_program_are_those_that_model_json_lists() {
        let spec = ModelSpec::read(ModelFolder::built_in().unwrap(), &LabelTable::default()).unwrap();
        for (name, checked) in spec.verify().into_iter().filter(|(name, _)| spec.folder.has(name)) {
            checked.unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        let scorers = [&spec.heads.link.unwrap().scorer, &spec.heads.reference.unwrap().scorer];
        for needed in [spec.vocabulary.file(), scorers[0], scorers[1]] {
            assert!(spec.folder.has(needed), "{needed}");
        }
        assert!(matches!(spec.folder.read("model.bin"), Err(ModelError::Unreadable { .. })));
    }
}

//! Two models side by side: replacing a model by a copy of itself changes nothing.

use super::model_copy::ModelCopy;
use super::support::{AWKWARD, BRIDGE, Folder, corpus, extract, shipped_model};

#[test]
fn a_double_for_either_task_gives_the_same_records() {
    let folder = Folder::new();
    let double = ModelCopy::new(&folder, "double");
    let articles = [folder.write("awkward.txt", AWKWARD), folder.write("bridge.txt", BRIDGE), corpus(2)[1].clone()];
    let with = |settings: &[&str]| {
        let labels = folder.at("labels.jsonl");
        let settings = settings.iter().map(Into::into).chain(["--format".into(), "json".into(), "--annotations".into(), labels]);
        let stdout = extract(articles.iter().cloned().chain(settings)).with_code(0).stdout;
        (stdout, folder.read("labels.jsonl"))
    };
    let (double, shipped) = (double.path.to_str().unwrap().to_owned(), shipped_model());
    let alone = with(&[]);
    assert!(alone.0.lines().count() > 4);
    assert!(with(&["--entity-model", &double]) == alone, "another model for entities");
    assert!(with(&["--attribution-model", &double]) == alone, "another model for attributions");
    let both = ["--entity-model", &double, "--attribution-model", shipped.to_str().unwrap()];
    assert!(with(&both) == alone, "both models named");
}

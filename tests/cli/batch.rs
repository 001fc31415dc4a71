//! Law 2: the output bytes depend on neither the number of threads nor the other articles.

use std::fs;

use super::support::{AWKWARD, BRIDGE, Folder, corpus, extract, json_line};

#[test]
fn the_number_of_threads_changes_no_byte() {
    let folder = Folder::new();
    folder.make("in");
    folder.write("in/awkward.txt", AWKWARD);
    for (number, path) in corpus(3).iter().enumerate() {
        fs::copy(path, folder.at(&format!("in/corpus-{number}.txt"))).unwrap();
    }
    folder.write("in/lines.jsonl", (0..4).map(|number| json_line(&number.to_string(), BRIDGE)).collect::<String>());
    let outputs = ["1", "2", "4"].map(|threads| {
        let names = ["csv", "json", "jsonl"].map(|ending| format!("claims-{threads}.{ending}"));
        let labels = format!("labels-{threads}.jsonl");
        let targets = names.iter().flat_map(|name| ["-o".into(), folder.at(name)]);
        let settings = ["--threads".into(), threads.into(), "--annotations".into(), folder.at(&labels)];
        extract([folder.at("in")].into_iter().chain(targets).chain(settings)).with_code(0);
        names.map(|name| folder.read(&name)).into_iter().chain([folder.read(&labels)]).collect::<Vec<_>>()
    });
    assert!(outputs[0][2].lines().count() > 8);
    assert!(outputs[1] == outputs[0], "two threads wrote other bytes than one");
    assert!(outputs[2] == outputs[0], "four threads wrote other bytes than one");
}

#[test]
fn an_article_alone_gives_the_same_records_as_in_company() {
    let folder = Folder::new();
    let mut articles = corpus(2);
    articles.insert(1, folder.write("awkward.txt", AWKWARD));
    articles.push(folder.write("bridge.txt", BRIDGE));
    let together = extract(&articles).with_code(0).stdout;
    let alone: String = articles.iter().map(|article| extract([article]).with_code(0).stdout).collect();
    assert!(together == alone, "together:\n{together}\nalone:\n{alone}");
}

#[test]
fn a_folder_is_walked_in_sorted_order() {
    let folder = Folder::new();
    for name in ["in", "in/b", "in/a"] {
        folder.make(name);
    }
    for name in ["in/b/1.txt", "in/c.txt", "in/a/2.txt", "in/10.txt", "in/9.txt"] {
        folder.write(name, BRIDGE);
    }
    let mut ids: Vec<String> = extract([folder.at("in")]).with_code(0).claims().into_iter().map(|claim| claim.article.id).collect();
    ids.dedup();
    assert_eq!(ids, ["10", "9", "a/2", "b/1", "c"]);
}

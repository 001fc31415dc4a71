//! `--shard`: together, the shares of an input equal a run without it.

use std::ffi::OsString;
use std::path::Path;

use super::archives::{conversion, table, texts};
use super::support::{BRIDGE, Folder, extract, json_line};

/// Articles with different first sentences, each with something to be found.
fn articles() -> Vec<(String, String)> {
    (0..12).map(|number| (format!("a-{number}"), format!("Lot {number} is sold.\n\n{BRIDGE}"))).collect()
}

#[test]
fn shares_of_every_form_are_the_whole() {
    let folder = Folder::new();
    let articles = articles();
    let texts_of = || articles.iter().map(|(_, text)| text.as_str());
    let below = folder.make("below");
    for (id, text) in &articles {
        folder.write(&format!("below/{id}.txt"), text);
    }
    folder.write("below/broken.jsonl", "{}\n[1]\n");
    let broken = format!("{}no JSON\n", articles.iter().map(|(id, text)| json_line(id, text)).collect::<String>());
    let ids = texts(articles.iter().map(|(id, _)| id.as_str()));
    let rows: Vec<String> = texts_of().map(|text| format!("\"{}\"", text.replace('"', "\"\""))).collect();
    for input in [
        below,
        folder.write("lines.jsonl", broken),
        folder.write("pages.warc", texts_of().flat_map(conversion).collect::<Vec<_>>()),
        folder.write("rows.parquet", table(vec![("id", ids), ("text", texts(texts_of()))])),
        folder.write("rows.csv", format!("text\n{}\n", rows.join("\n"))),
        folder.write(
            "values.json",
            serde_json::to_string(&articles.iter().map(|(_, text)| serde_json::json!({ "text": text })).collect::<Vec<_>>()).unwrap(),
        ),
    ] {
        assert_shares_are_the_whole(&folder, &input);
    }
}

#[track_caller]
fn assert_shares_are_the_whole(folder: &Folder, input: &Path) {
    let run = |shard: &str| {
        let output = folder.at("claims.jsonl");
        let arguments: [OsString; 7] =
            [input.into(), "-q".into(), "-o".into(), output.into(), "--errors".into(), folder.at("errors.jsonl").into(), "--resume".into()];
        let shard = if shard.is_empty() { vec![] } else { vec!["--shard", shard] };
        let ended = extract(arguments.into_iter().chain(shard.into_iter().map(Into::into)));
        assert!(matches!(ended.code, 0 | 1), "{ended:#?}");
        (folder.read("claims.jsonl"), folder.read("errors.jsonl"))
    };
    let sorted = |parts: &[&String]| {
        let mut lines: Vec<String> = parts.iter().flat_map(|part| part.lines()).map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let (claims, errors) = run("");
    assert!(claims.lines().count() > 30);
    let shares = ["1/3", "2/3", "3/3"].map(run);
    assert!(shares.iter().all(|(share, _)| !share.is_empty() && share.len() < claims.len()), "{}", input.display());
    assert_eq!(sorted(&shares.each_ref().map(|(share, _)| share)), sorted(&[&claims]), "{}", input.display());
    assert_eq!(sorted(&shares.each_ref().map(|(_, errors)| errors)), sorted(&[&errors]), "{}", input.display());
}

#[test]
fn a_share_without_articles_is_done_all_the_same() {
    let folder = Folder::new();
    let input = folder.write("bridge.txt", BRIDGE);
    let claims: Vec<usize> =
        ["1/2", "2/2"].map(|shard| extract([input.as_os_str(), "--shard".as_ref(), shard.as_ref()]).with_code(0).claims().len()).into();
    assert!(claims.contains(&0) && claims.iter().sum::<usize>() > 1, "{claims:?}");
    extract([input.as_os_str(), "--shard".as_ref(), "3/2".as_ref()]).with_code(2).saying(&["--shard", "K/N"]);
}

#[test]
fn a_missing_file_is_told_once() {
    let folder = Folder::new();
    let inputs = [folder.write("bridge.txt", BRIDGE), folder.at("missing.txt")];
    let told = |shard: &str| {
        let ended = extract(inputs.iter().map(|path| path.as_os_str()).chain(["--shard".as_ref(), shard.as_ref()]));
        ended.stderr.matches("missing.txt").count()
    };
    assert_eq!(["1/2", "2/2"].map(told).iter().sum::<usize>(), 1);
}

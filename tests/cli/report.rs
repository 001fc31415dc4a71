//! The page over claims, made from claims and directly from articles.

use super::support::{BRIDGE, Ended, Folder, extract, whosaid};

fn report(folder: &Folder, arguments: &[&str]) -> Ended {
    Ended::of(whosaid().current_dir(folder.path()).arg("report").args(arguments))
}

#[test]
fn a_page_is_made_of_claims_and_of_articles_alike() {
    let folder = Folder::new();
    let article = folder.write("bridge.txt", BRIDGE);
    let outputs = ["claims.jsonl", "claims.json", "claims.parquet", "straight.html"];
    let arguments = outputs.iter().flat_map(|output| ["-o".into(), folder.at(output)]);
    let arguments = arguments.chain(["--annotations".into(), folder.at("texts.jsonl")]);
    extract([article].into_iter().chain(arguments)).with_code(0);
    for claims in &outputs[..3] {
        report(&folder, &[claims, "--annotations", "texts.jsonl", "-o", "page.html"]).with_code(0).saying(&["claims in page.html"]);
        assert_eq!(folder.read("page.html"), folder.read("straight.html"), "{claims}");
    }
    let page = folder.read("straight.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("bridge would be closed"), "{page}");
    assert!(!["src=\"", "href=\"", "url(", "@import"].iter().any(|link| page.contains(link)), "nothing comes from elsewhere");
    report(&folder, &["claims.jsonl", "-o", "page.html", "--title", "The <bridge>"]).with_code(0);
    assert!(folder.read("page.html").contains("<title>The &lt;bridge&gt;</title>"));
}

#[test]
fn no_claims_make_a_page_too() {
    let folder = Folder::new();
    folder.write("none.jsonl", "");
    report(&folder, &["none.jsonl", "-o", "page.html"]).with_code(0).saying(&["0 claims"]);
    let silent = folder.write("silent.txt", "2 + 2 = 4\n");
    extract([silent, "-o".into(), folder.at("silent.html")]).with_code(0);
    assert_eq!(folder.read("silent.html"), folder.read("page.html"));
}

#[test]
fn what_cannot_be_shown_is_named() {
    let folder = Folder::new();
    let article = folder.write("bridge.txt", BRIDGE);
    extract([article, "-o".into(), folder.at("claims.jsonl"), "--annotations".into(), folder.at("texts.jsonl")]).with_code(0);
    report(&folder, &["claims.jsonl", "-o", "claims.jsonl"]).with_code(2).saying(&["its extension must be .html"]);
    let gone = report(&folder, &["gone.jsonl", "-o", "page.html"]).with_code(2).saying(&["gone.jsonl"]);
    assert_eq!(gone.stderr.matches("No such file").count(), 1, "{gone:#?}");
    report(&folder, &["bridge.txt", "-o", "page.html"]).with_code(2).saying(&["bridge.txt", "JSON Lines, JSON or Parquet"]);
    report(&folder, &["texts.jsonl", "-o", "page.html"]).with_code(2).saying(&["texts.jsonl", "no claims: none of"]);
    report(&folder, &["claims.jsonl", "-o", "gone/page.html"]).with_code(2).saying(&["cannot write gone/page.html"]);
    assert!(!folder.at("page.html").exists());

    folder.write("mixed.jsonl", folder.read("claims.jsonl") + "{}\n");
    report(&folder, &["mixed.jsonl", "-o", "page.html"]).with_code(1).saying(&["mixed.jsonl", "1 record could not be read"]);
    folder.write("others.jsonl", folder.read("texts.jsonl").replace("\"bridge\"", "\"tunnel\""));
    report(&folder, &["claims.jsonl", "--annotations", "others.jsonl", "-o", "page.html"])
        .with_code(0)
        .saying(&["others.jsonl", "the article of no claim"]);
}

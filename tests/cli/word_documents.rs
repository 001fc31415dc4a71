//! Word documents: single articles, and downloads from Nexis.

use super::archives::{word, zipped};
use super::support::{BRIDGE, Ended, Folder, bridge_claims, extract, said, whosaid};

#[test]
fn a_document_is_an_article_with_a_headline() {
    let folder = Folder::new();
    let document = word(["# Bridge & bids"].into_iter().chain(BRIDGE.split("\n\n")));
    let claims = extract([folder.write("bridge.docx", &document)]).with_code(0).claims();
    let contents = |claims: &[whosaid::record::Claim]| claims.iter().map(|claim| claim.content.text.clone()).collect::<Vec<_>>();
    assert_eq!(contents(&claims), contents(bridge_claims()));
    assert_eq!((claims[0].article.id.as_str(), claims[0].article.title.as_deref()), ("bridge", Some("Bridge & bids")));
    let piped = Ended::of(whosaid().args(["extract", "-"]).write_stdin(document)).with_code(0);
    assert_eq!(said(&piped.claims()), said(&claims));
}

#[test]
fn a_download_is_several_articles() {
    let folder = Folder::new();
    let cover = "User Name: A. Reader|Date and Time: Friday, June 8, 2018|Documents (3)|1. Bridge shut|2. Bridge open|3. No text";
    let first = "# Bridge shut|The Guardian (London)|June 8, 2018 Friday 1:00 PM GMT|Copyright 2018|Section: NEWS; Pg. 4|Length:\u{a0}711 words|\
        Byline: Oona Bracewell|Body||BRIDGE|Graphic|A picture, the agency said.|Classification|Language: ENGLISH|Load-Date: June 9, 2018|End of Document";
    let second = "# Bridge open|Daily Mail|July 9, 2018 Monday|Body|BRIDGE|Load-Date: July 9, 2018|End of Document";
    let third = "# No text|Daily Mail|July 10, 2018 Tuesday|Length: 2 words|End of Document";
    let document = [cover, first, second, third].join("|").replace("BRIDGE", BRIDGE);
    let path = folder.write("nexis.docx", word(document.split(['|', '\n'])));
    let keep = ["--keep", "outlet", "--keep", "section", "--text-field", "body"].map(std::ffi::OsStr::new);
    let ended = extract([path.as_os_str()].into_iter().chain(keep)).with_code(1).saying(&["nexis.docx", "item 3", "no text"]);

    let claims = ended.claims();
    let count = bridge_claims().len();
    assert_eq!(claims.len(), 2 * count);
    let known = |claim: &whosaid::record::Claim| {
        let article = &claim.article;
        let texts = [&Some(article.id.clone()), &article.title, &article.published].map(|text| text.clone().unwrap_or_default());
        (texts, claim.kept["outlet"].clone(), claim.kept["section"].clone())
    };
    let texts = |texts: [&str; 3]| texts.map(str::to_owned);
    assert_eq!(known(&claims[0]), (texts(["nexis-1", "Bridge shut", "2018-06-08"]), "The Guardian (London)".into(), "NEWS; Pg. 4".into()));
    assert_eq!(known(&claims[count]), (texts(["nexis-2", "Bridge open", "2018-07-09"]), "Daily Mail".into(), ().into()));
}

#[test]
fn a_document_that_cannot_be_read_is_told() {
    let folder = Folder::new();
    let whole = word([BRIDGE]);
    extract([folder.write("short.docx", &whole[..whole.len() / 2])]).with_code(1).saying(&["short.docx", "broken zip archive"]);
    extract([folder.write("empty.docx", word([""]))]).with_code(1).saying(&["empty.docx", "no text"]);
    let other = zipped(&[("[Content_Types].xml", b"<Types/>"), ("_rels/.rels", b"<a></b>"), ("word/document.xml", b"<w:p>")]);
    extract([folder.write("other.docx", other)]).with_code(1).saying(&["other.docx", "not XML"]);
    let old = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 600]].concat();
    for name in ["old.doc", "secret.docx", "old.xls"] {
        extract([folder.write(name, &old)]).with_code(1).saying(&[name, "before 2007, or one with a password", "save it as .docx"]);
    }
    let open = zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")]);
    extract([folder.write("open.odt", open)]).with_code(1).saying(&["open.odt", "OpenDocument", "save it as .docx"]);
}

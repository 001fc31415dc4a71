//! The page over claims: it fits desktop and phone, filters fast, shows each claim in its article, and runs nothing that an article contains.

use serde_json::{Value, json};
use whosaid::record::{Annotation, Claim};
use whosaid::report::ClaimsPage;

use super::browser::look;

const HOSTILE: &str = "</script><script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">";

/// The beginning of each probe. Errors include those of the page's own script, which runs first.
const TOOLS: &str = r#"
const all = (selector) => [...document.querySelectorAll(selector)];
const shown = (selector) => all(selector).filter((one) => one.offsetParent !== null);
const words = (selector) => shown(selector).map((one) => one.textContent);
const type = (id, value, event = "input") => {
  const input = document.getElementById(id);
  input.value = value;
  input.dispatchEvent(new Event(event, { bubbles: true }));
  // Typing is answered with the next frame, which does not come while a probe runs.
  if (event === "input") update();
};
const value = (facet, label) => all(`#${facet} .value`).find((one) => one.querySelector(".label").textContent === label);
const tell = (result) => { parent.document.body.dataset.result = JSON.stringify(result); };
"#;

/// The page with a probe, which runs in the page's own module and so can use everything that the page's script defines.
fn probed(page: ClaimsPage, probe: &str) -> String {
    let mut bytes = Vec::new();
    page.write(&mut bytes).unwrap();
    let html = String::from_utf8(bytes).unwrap();
    let (before, after) = html.rsplit_once("</script>").unwrap();
    let listen = "<script>window.problems = []; addEventListener('error', (event) => {
        problems.push(event.message);
        parent.document.body.dataset.result = JSON.stringify({ problems });
    });</script></head>";
    format!("{}{{{TOOLS}{probe}}}</script>{after}", before.replacen("</head>", listen, 1))
}

/// A claim from the text "SOURCE said CONTENT.", which is the whole of its article.
fn claim(number: usize, name: &str, content: &str, stance: &str) -> (Claim, Annotation) {
    let (id, letters) = (format!("{number:012x}"), name.chars().count());
    let end = letters + 6 + content.chars().count();
    let article = json!({
        "id": format!("article-{number}"), "path": null, "title": HOSTILE, "published": format!("2024-{:02}-{:02}", 1 + number % 12, 1 + number % 28),
        "url": if number == 0 { "javascript:document.title='taken'".to_owned() } else { format!("https://www.outlet-{}.example/{number}", number % 7) },
    });
    let mut annotation = article.clone();
    let further =
        json!({ "author": null, "language": null, "text": format!("{name} said {content}."), "entities": [], "attributions": [] });
    annotation.as_object_mut().unwrap().extend(further.as_object().unwrap().clone());
    let claim = json!({
        "id": id, "article": article, "content": { "text": content, "spans": [{ "start": letters + 6, "end": end }], "kind": "indirect" },
        "cue": { "text": "said", "start": letters + 1, "end": letters + 5 }, "source": { "text": name, "start": 0, "end": letters },
        "speaker": { "name": name, "kind": "person", "role": null, "mention": { "start": 0, "end": letters }, "members": [] },
        "via": null, "cites": null, "nested_in": null, "stance": stance, "certainty": "neutral", "said": null,
        "dates": [], "quantities": [], "entities": [], "score": 0.5, "copy_of": null, "person": null, "claim_group": null, "group_stance": null,
    });
    (serde_json::from_value(claim).unwrap(), serde_json::from_value(annotation).unwrap())
}

fn page() -> ClaimsPage {
    let long = "A".repeat(300);
    let said = [
        (HOSTILE, HOSTILE, "asserts"),
        (&long, "that 🙂 it was over", "asserts"),
        ("Ana Lee", "that the bridge was safe", "asserts"),
        ("Bo Dahl", "that the bridge was safe", "denies"),
        ("בנימין", "שהגשר סגור", "asserts"),
        ("Cem Öz", "that the bridge was safe", "asserts"),
    ];
    let mut page = ClaimsPage::titled(HOSTILE);
    for (number, (name, content, stance)) in said.into_iter().enumerate() {
        let (mut claim, annotation) = claim(number, name, content, stance);
        let grouping = claim.grouping.get_or_insert_default();
        grouping.claim_group = content.contains("bridge").then(|| format!("{:012x}", 2));
        grouping.copy_of = (number == 5).then(|| "article-2".to_owned());
        page.claim(&claim);
        page.annotation(&annotation);
    }
    page
}

const LOOK: &str = r##"
const fits = document.documentElement.scrollWidth <= window.innerWidth;
const rows = words("#claims .what");
const titleIsWhole = document.title.startsWith("<\/script>");
all("#claims .head")[1].click();
const parts = ["source", "cue", "content"].map((part) => words(`#claims .text .${part}`)[0]);
all("#claims .head")[0].click();
const links = all("#claims .detail a").length;
const direction = getComputedStyle(all("#claims .what")[4]).direction;
document.getElementById("figures").open = true;
const fitsOpen = document.documentElement.scrollWidth <= window.innerWidth;
document.getElementById("figures").open = false;
value("stance", "denies").click();
const denied = words("#claims .who b");
document.querySelector(".chip").click();
type("query", "the bri");
type("query", "the bridge");
const narrowed = words("#claims .what").length;
type("query", "over");
const other = words("#claims .what").length;
type("query", "oz");
const folded = words("#claims .who b");
document.querySelector("#copies input").click();
const withCopies = words("#claims .who b");
document.querySelector("#copies input").click();
clearFilters();
update();
type("from", "2024-03-01", "change");
const fromMarch = state.from === null ? -1 : words("#claims .what").length;
clearFilters();
update();
document.getElementById("tab-groups").click();
const tags = words("#groups .tag");
document.querySelector("#groups .head").click();
const sides = words("#groups .detail h3");
const sideBySide = all("#groups .detail section").map((side) => side.getBoundingClientRect().top);
document.querySelector("#groups .detail .link").click();
const opened = words("#claims .open .who b");
const unlabelled = all("button, input, select").filter((one) => !one.textContent && !one.labels?.length && !one.getAttribute("aria-label")).length;
const order = [...document.documentElement.querySelectorAll("#claims .row")].map((row) => Number(row.dataset.at));
themeSwitch.click();
const light = getComputedStyle(document.body).backgroundColor;
themeSwitch.click();
const dark = getComputedStyle(document.body).backgroundColor;
tell({
  width: window.innerWidth, fits, fitsOpen, rows: rows.length, titleIsWhole, parts, links, direction, denied, narrowed, other, folded, withCopies, fromMarch, tags, sides, opened,
  sideBySide: new Set(sideBySide).size, unlabelled, ordered: order.every((at, place) => place === 0 || order[place - 1] < at), light, dark,
  taken: document.title === "taken", network: performance.getEntriesByType("resource").length, problems,
});
"##;

#[test]
#[ignore = "needs Chromium"]
fn claims_are_found_and_shown_where_they_stand() {
    let page = probed(page(), LOOK);
    for width in [1280, 390] {
        let seen = look(&page, width);
        let expect = |name: &str, value: Value| assert_eq!(seen[name], value, "{name} at {width}: {seen:#}");
        expect("width", json!(width));
        for name in ["fits", "fitsOpen", "titleIsWhole", "ordered"] {
            expect(name, json!(true));
        }
        expect("rows", json!(5));
        expect("parts", json!(["A".repeat(300), "said", "that 🙂 it was over"]));
        expect("links", json!(0));
        expect("direction", json!("rtl"));
        expect("denied", json!(["Bo Dahl"]));
        expect("narrowed", json!(2));
        expect("other", json!(1));
        expect("folded", json!([]));
        expect("withCopies", json!(["Cem Öz"]));
        expect("fromMarch", json!(3));
        expect("tags", json!(["1 says so", "1 denies it"]));
        expect("sides", json!(["1 says so", "1 denies it"]));
        expect("sideBySide", json!(if width == 390 { 2 } else { 1 }));
        expect("opened", json!(["Ana Lee"]));
        expect("unlabelled", json!(0));
        expect("light", json!("rgb(255, 255, 255)"));
        expect("dark", json!("rgb(22, 24, 27)"));
        expect("taken", json!(false));
        expect("network", json!(0));
        expect("problems", json!([]));
    }
}

const MANY: usize = 50_000;

const MEASURE: &str = r##"
document.body.offsetHeight;
const load = performance.now();
const nodes = document.querySelectorAll("*").length;
foldAll();
const took = (act) => {
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now();
    act();
    document.body.offsetHeight;
    return performance.now() - began;
  });
  return times.sort((one, other) => one - other)[2];
};
document.getElementById("figures").open = true;
let round = 0;
const filters = {
  search: took(() => { round += 1; type("query", `bridge number ${round}`); }),
  stance: took(() => value("stance", "denies").click()),
  speaker: took(() => document.querySelector("#speakers .value").click()),
  outlet: took(() => document.querySelector("#outlet .value").click()),
  days: took(() => { clearFilters(); type("from", "2024-06-01", "change"); }),
  order: took(() => { state.order = state.order === "newest" ? "oldest" : "newest"; update(); }),
};
clearFilters();
update();
window.scrollTo(0, document.documentElement.scrollHeight);
claimList.update();
const last = Math.max(...all("#claims .row").map((row) => Number(row.dataset.at)));
const counts = Object.fromEntries(all("#speakers .value").map((one) => [one.querySelector(".label").textContent, one.querySelector(".count").textContent]));
tell({ load, nodes, slowest: Math.max(...Object.values(filters)), filters, last, first: counts["Speaker 0"], problems });
"##;

#[test]
#[ignore = "needs Chromium, and a machine that does nothing else"]
fn fifty_thousand_claims_load_and_filter_at_once() {
    let mut page = ClaimsPage::default();
    for number in 0..MANY {
        let content = format!(
            "that bridge number {number} would stay closed until the spring, whatever the council might have been told by others in between"
        );
        let (claim, annotation) =
            claim(number, &format!("Speaker {}", number % 5_000), &content, ["asserts", "denies", "judges"][number % 3]);
        page.claim(&claim);
        page.annotation(&annotation);
    }
    let page = probed(page, MEASURE);
    for width in [1280, 390] {
        let seen = look(&page, width);
        println!("{width}: {seen}");
        assert!(seen["load"].as_f64() < Some(2_000.0) && seen["slowest"].as_f64() < Some(100.0), "{width}: {seen}");
        assert!(seen["nodes"].as_u64() < Some(2_000), "{width}: {seen}");
        assert_eq!((&seen["last"], &seen["first"]), (&json!(MANY - 1), &json!("10")), "{width}: {seen}");
        assert_eq!(seen["problems"], json!([]), "{width}");
    }
}

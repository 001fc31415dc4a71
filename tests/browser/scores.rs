//! The page over scores fits desktop and phone, and its filters work.

use whosaid::eval::{AttributionLabel, Bootstrap, Evaluation, Labels, OVERLAP, SpeakerLabel, calibrate, items};
use whosaid::record::Place;
use whosaid::report::scores_page;

use super::browser::look;

const TEXT: &str = "Ana Lee said that it was over. Zoë denied <b>it</b> & left.\n\nA_word_that_is_far_too_long_for_the_line_of_any_phone_and_has_no_hyphen said so.\n";

/// Filters, looks up an error, and reports what is visible afterwards.
const PROBE: &str = r#"<script type="module">
document.querySelectorAll("details").forEach((details) => { details.open = true; });
const fits = document.documentElement.scrollWidth <= window.innerWidth;
const shown = () => [...document.querySelectorAll("li")].filter((item) => item.offsetParent !== null).map((item) => item.dataset.fault);
const all = shown().length;
document.querySelector('button[data-fault="wrong speaker"]').click();
const filtered = shown();
const wrong = [...document.querySelectorAll(".piece.wrong")].map((piece) => piece.textContent);
document.querySelector("li:not([hidden]) .jump").click();
const lookedUp = [...document.querySelectorAll(".piece.looked-up")].map((piece) => piece.textContent);
document.querySelector("button[data-fault='']").click();
const layer = document.querySelector(".filters select");
layer.value = "content";
layer.dispatchEvent(new Event("change"));
const result = { width: window.innerWidth, fits, all, filtered, wrong, lookedUp, contents: shown(), bold: document.querySelectorAll(".text b").length, network: performance.getEntriesByType("resource").length };
parent.document.body.dataset.result = JSON.stringify(result);
</script>"#;

fn report() -> String {
    let place = |start, end| vec![Place { start, end }];
    let said = |name: &str| AttributionLabel {
        source: place(0, 7),
        cue: place(8, 12),
        content: place(13, 29),
        speaker: Some(SpeakerLabel { name: name.to_owned(), kind: None }),
        score: Some(0.7),
        ..AttributionLabel::default()
    };
    let denied = AttributionLabel { source: place(31, 34), cue: place(35, 41), content: place(42, 51), ..AttributionLabel::default() };
    let labels = |attributions| Labels { attributions: Some(attributions), ..Labels::new("a <script>", TEXT) };
    let (gold, found) = (labels(vec![said("Ana Lee"), denied]), labels(vec![said("Mia")]));
    let cases = vec![vec![(&gold, &found)]];
    let figures = Evaluation::new(&cases, OVERLAP).figures(Bootstrap { samples: 10, seed: 0 });
    scores_page(&figures, calibrate(&cases, OVERLAP, 0.9).as_ref(), &cases, &[items(&gold, &found, OVERLAP)], OVERLAP)
}

#[test]
#[ignore = "needs Chromium"]
fn the_report_fits_and_filters() {
    let report = report().replace("</body>", &format!("{PROBE}</body>"));
    for width in [1280, 390] {
        let seen = look(&report, width);
        assert_eq!(seen["width"], width, "{seen}");
        assert_eq!(seen["fits"], true, "{width}: {seen}");
        assert_eq!(seen["filtered"], serde_json::json!(["wrong speaker"]), "{width}: {seen}");
        for words in ["wrong", "lookedUp"] {
            assert_eq!(seen[words], serde_json::json!(["that it was over"]), "{width}: {seen}");
        }
        assert_eq!(seen["contents"], serde_json::json!(["missed"]), "{width}: {seen}");
        assert!(seen["all"].as_u64() > Some(1), "{width}: {seen}");
        assert_eq!((&seen["bold"], &seen["network"]), (&0.into(), &0.into()), "{width}: {seen}");
    }
}

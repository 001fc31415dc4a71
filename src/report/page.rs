//! What all pages have in common.

use maud::{DOCTYPE, Markup, PreEscaped, html};

/// The style that all pages share.
pub(crate) const HOUSE_STYLE: &str = include_str!("house.css");
const HOUSE_SCRIPT: &str = include_str!("house.js");

/// With this policy, even markup that slipped in from an article could neither fetch nor send anything.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// Returns a whole page. Its scripts run as one module once the body is loaded.
pub(super) fn page(title: &str, style: &str, scripts: &[&str], body: &Markup) -> Markup {
    let scripts: String = [HOUSE_SCRIPT].iter().chain(scripts).copied().collect();
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(HOUSE_STYLE)) (PreEscaped(style)) }
            }
            body {
                button.pill.theme type="button" {}
                (body)
                script type="module" { (PreEscaped(scripts)) }
            }
        }
    }
}

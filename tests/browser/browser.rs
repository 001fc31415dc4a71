//! A real headless browser.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn answers(browser: &str) -> bool {
    Command::new(browser).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// What a probe, a script at the end of a page, reports when the page has the given width.
pub(crate) fn look(page: &str, width: u32) -> serde_json::Value {
    let browser = ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|name| answers(name)).expect("Chromium is installed");
    let profile = tempfile::tempdir().unwrap();
    let (inner, outer) = (profile.path().join("page.html"), profile.path().join("frame.html"));
    fs::write(&inner, page).unwrap();
    // A window has a minimum width, but a frame within it has none.
    fs::write(&outer, format!("<body><iframe style=\"border: 0\" width={width} height=900 src=page.html></iframe></body>")).unwrap();
    let dump = profile.path().join("dom.html");
    let mut browser = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync", "--allow-file-access-from-files", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg("--window-size=1400,1000")
        .arg(format!("file://{}", outer.display()))
        .stdout(fs::File::create(&dump).unwrap())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let began = Instant::now();
    while browser.try_wait().unwrap().is_none() {
        if began.elapsed() > Duration::from_mins(1) {
            browser.kill().unwrap();
            panic!("the browser hangs");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let dom = fs::read_to_string(&dump).unwrap();
    let (_, rest) = dom.split_once("data-result=\"").unwrap_or_else(|| panic!("the probe did not run: {dom}"));
    serde_json::from_str(&rest.split_once('"').unwrap().0.replace("&quot;", "\"")).unwrap()
}

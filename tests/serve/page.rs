//! The page in a real browser: paste, click a speaker, copy. Needs Chromium with its driver.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{get, request, send};
use super::server::{BRIDGE, shared};

/// A browser with a given page width, driven through `WebDriver` (<https://www.w3.org/TR/webdriver2/>).
struct Browser {
    driver: Child,
    address: SocketAddr,
    session: String,
}

impl Browser {
    fn start(width: u32, is_dark: bool) -> Self {
        let mut driver = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).spawn().expect("chromedriver is installed");
        let mut said = BufReader::new(driver.stdout.take().unwrap()).lines().map(Result::unwrap);
        let port =
            said.find_map(|line| line.rsplit_once("successfully on port ").map(|(_, port)| port.trim_end_matches('.').to_owned())).unwrap();
        thread::spawn(move || said.count());
        let address = format!("127.0.0.1:{port}").parse().unwrap();
        let mut browser = Self { driver, address, session: String::new() };
        let colours = if is_dark { "--blink-settings=preferredColorScheme=0" } else { "--blink-settings=preferredColorScheme=1" };
        let options = json!({
            "args": ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", colours],
            "mobileEmulation": { "deviceMetrics": { "width": width, "height": 900, "pixelRatio": 1.0, "touch": false } },
        });
        let capabilities = json!({ "browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": { "performance": "ALL" } });
        let session = browser.tell("", &json!({ "capabilities": { "alwaysMatch": capabilities } }));
        browser.session = format!("/{}", session["sessionId"].as_str().unwrap_or_else(|| panic!("{session}")));
        browser
    }

    fn tell(&self, what: &str, how: &Value) -> Value {
        let path = format!("/session{}{what}", self.session);
        let answer = send(self.address, &request("POST", &path, &[("Content-Type", "application/json")], how.to_string().as_bytes()));
        assert_eq!(answer.status, 200, "{what}: {answer:?}");
        answer.json()["value"].clone()
    }

    /// The result of a script.
    fn run(&self, script: &str) -> Value {
        self.tell("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Waits until a script returns true.
    #[track_caller]
    fn until(&self, script: &str) {
        let began = Instant::now();
        while self.run(script) != json!(true) {
            let seen = || self.run("return document.body.innerText");
            assert!(began.elapsed() < Duration::from_secs(30), "{script} does not come true: {}", seen());
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Saves a screenshot in the tests' temporary folder, for anyone who wants to look.
    fn photograph(&self, name: &str) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let answer = get(self.address, &format!("/session{}/screenshot", self.session)).json();
        fs::write(folder.join(format!("{name}.png.base64")), answer["value"].as_str().unwrap()).unwrap();
    }

    /// The addresses of all requests.
    fn asked(&self) -> Vec<String> {
        let log = self.tell("/se/log", &json!({ "type": "performance" }));
        let messages =
            log.as_array().unwrap().iter().map(|entry| serde_json::from_str::<Value>(entry["message"].as_str().unwrap()).unwrap());
        let sent = messages.filter(|entry| entry["message"]["method"] == "Network.requestWillBeSent");
        sent.map(|entry| entry["message"]["params"]["request"]["url"].as_str().unwrap().to_owned()).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        send(self.address, &request("DELETE", &format!("/session{}", self.session), &[], b""));
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

#[test]
#[ignore = "needs Chromium and its driver"]
fn the_page_shows_who_said_what() {
    let page = format!("http://{}/", shared());
    for (width, is_dark) in [(1280, false), (390, false), (390, true)] {
        let browser = Browser::start(width, is_dark);
        browser.tell("/url", &json!({ "url": page }));
        paste_and_read(&browser);
        click_a_speaker(&browser);
        follow_the_keyboard(&browser);
        copy(&browser);
        assert_eq!(browser.run("return [innerWidth, document.documentElement.scrollWidth <= innerWidth]"), json!([width, true]));
        browser.run("document.getElementById('example').click()");
        browser.until("return document.querySelectorAll('.unnamed').length > 0");
        browser.run("document.querySelectorAll('.speaker').forEach((speaker) => speaker.click()); document.querySelector('.claim').click(); scrollTo(0, 0)");
        browser.photograph(&format!("page-{width}{}", if is_dark { "-dark" } else { "" }));
        let asked = browser.asked();
        // The browser has its own images for its controls.
        let is_of_this_machine = |address: &String| address.starts_with(&page) || address.starts_with("data:");
        assert!(asked.len() > 4 && asked.iter().all(is_of_this_machine), "{asked:?}");
    }
}

fn paste_and_read(browser: &Browser) {
    browser.run(&format!("document.getElementById('text').value = {}; document.querySelector('[type=submit]').click()", json!(BRIDGE)));
    browser
        .until("return !document.getElementById('result').hidden && document.getElementById('status').textContent.includes('claims by')");
    assert_eq!(
        browser.run(
            "return document.getElementById('article').innerText.replace(/^\\d+|(?<=\\n)\\d+/g, '').includes('bridge would be closed')"
        ),
        json!(true)
    );
    for part in ["source", "cue", "content"] {
        assert_eq!(browser.run(&format!("return document.querySelectorAll('#article .{part}').length > 0")), json!(true), "{part}");
    }
}

fn click_a_speaker(browser: &Browser) {
    browser.run("[...document.querySelectorAll('.speaker')].find((speaker) => speaker.textContent.includes('Ana Lee')).click()");
    assert_eq!(
        browser.run("return [document.querySelectorAll('.speaker[aria-expanded=true]').length, document.querySelectorAll('#article .dimmed').length > 0]"),
        json!([1, true])
    );
}

/// Asserts that a focused claim has its source, cue and content highlighted, and nothing else.
fn follow_the_keyboard(browser: &Browser) {
    browser.run("document.querySelector('.speaker[aria-expanded=true]').parentElement.querySelector('.claim').focus()");
    let tied = browser.run("return [...document.querySelectorAll('.tied')].map((piece) => piece.className.split(' ')[1]).sort()");
    assert_eq!(tied, json!(["content", "cue", "source"]));
    let unlabelled = "return [...document.querySelectorAll('button, input, textarea')].filter((control) => !control.textContent && !control.labels?.length).length";
    assert_eq!(browser.run(unlabelled), json!(0));
}

fn copy(browser: &Browser) {
    browser.run("navigator.clipboard.writeText = async (words) => { window.copied = words; }; document.getElementById('copy-csv').click()");
    browser.until("return document.getElementById('status').textContent.includes('as CSV')");
    let table = browser.run("return window.copied");
    assert!(table.as_str().unwrap().starts_with("id,article,") && table.as_str().unwrap().contains(",Ana Lee,person,"), "{table}");
    browser.run("document.getElementById('copy-json').click()");
    browser.until("return document.getElementById('status').textContent.includes('as JSON')");
    assert_eq!(browser.run("return JSON.parse(window.copied)[0].speaker.name"), json!("Ana Lee"));
}

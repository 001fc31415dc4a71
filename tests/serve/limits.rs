//! What is refused, and that other requests are answered meanwhile.

use std::io::{Read, Write};
use std::thread;
use std::time::{Duration, Instant};

use whosaid::serve::{Limits, Settings};

use super::client::{Answer, connect, get, post, request, send};
use super::server::{BRIDGE, settings, shared, start};

#[test]
fn bad_requests_get_an_error_that_says_what_is_wrong() {
    let deep = "[".repeat(200_000);
    let nested = format!("{{\"text\":{}\"x\"{}}}", "[".repeat(5_000), "]".repeat(5_000));
    let spanish = "El alcalde dijo el lunes que el puente seguirá cerrado hasta mayo y que no hay otra posibilidad para la ciudad, porque los pilares no aguantan más.";
    let two = format!("{}\n{}", r#"{"text": "One said no."}"#, r#"{"text": "Two said yes."}"#);
    for (path, media_type, body, status, kind) in [
        ("/v1/extract", "application/json", "{\"text\": ".as_bytes(), 400, "not_json"),
        ("/v1/extract", "application/json", b"nonsense", 400, "not_json"),
        ("/v1/extract", "application/json", b"{\"text\": \"\xff\xfe\"}", 400, "not_utf8"),
        ("/v1/extract", "text/plain", b"Zo\xeb said no.", 400, "not_utf8"),
        ("/v1/extract", "application/json", deep.as_bytes(), 400, "not_json"),
        ("/v1/extract", "application/json", nested.as_bytes(), 422, "too_deep"),
        ("/v1/extract", "application/json", b"{\"text\": 7}", 422, "no_field"),
        ("/v1/extract", "application/json", b"[]", 422, "empty"),
        ("/v1/extract", "text/plain", b"", 422, "empty"),
        ("/v1/extract", "text/plain", b" \n", 422, "empty"),
        ("/v1/extract", "text/plain", b"a\0b", 422, "not_text"),
        ("/v1/extract", "text/html", b"<html><body><ul><li>Menu</ul></body></html>", 422, "no_article"),
        ("/v1/extract", "text/plain", spanish.as_bytes(), 422, "language"),
        ("/v1/extract", "application/json", two.as_bytes(), 422, "several"),
        ("/v1/extract", "application/x-www-form-urlencoded", b"text=x", 415, "media_type"),
        ("/v1/extract", "text/plain; charset=iso-8859-1", b"x", 415, "media_type"),
        ("/v1/extract?annotations=maybe", "text/plain", b"x", 400, "query"),
        ("/v1/extract/batch", "application/json", b"nonsense", 400, "not_json"),
        ("/v1/extract/batch", "text/plain", b"x", 415, "media_type"),
        ("/nothing", "text/plain", b"x", 404, "no_path"),
        ("/health/live", "text/plain", b"x", 405, "method"),
    ] {
        let answer = post(shared(), path, media_type, body);
        assert_eq!(
            answer.error(),
            (status, kind.to_owned()),
            "{path} {media_type} {:?}",
            String::from_utf8_lossy(&body[..body.len().min(40)])
        );
    }
    assert_eq!(send(shared(), &request("DELETE", "/v1/extract", &[], b"")).header("allow"), Some("POST"));
}

#[test]
fn bodies_and_articles_have_a_largest_size() {
    let limits = Limits { body: 100_000, ..Limits::default() };
    let reading = whosaid::read::Settings { largest_article: 10_000, ..settings().reading };
    let server = start(Settings { limits, reading, ..settings() });
    let words = |bytes: usize| "word ".repeat(bytes / 5);
    assert_eq!(post(server, "/v1/extract", "text/plain", words(1_000_000)).error(), (413, "too_large".to_owned()));
    assert_eq!(post(server, "/v1/extract", "text/plain", words(20_000)).error(), (413, "too_large".to_owned()));
    // Without a length in the head.
    let mut stream = connect(server);
    stream
        .write_all(
            b"POST /v1/extract HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n",
        )
        .unwrap();
    for _ in 0..20 {
        stream.write_all(format!("{:x}\r\n{}\r\n", 10_000, words(10_000)).as_bytes()).unwrap();
    }
    stream.write_all(b"0\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    assert_eq!(Answer::of(&answer).error(), (413, "too_large".to_owned()));
    assert_eq!(post(server, "/v1/extract", "text/plain", BRIDGE).status, 200);
}

#[test]
fn beyond_the_queue_requests_are_refused_and_told_when_to_come_back() {
    let server = start(Settings { limits: Limits { queue: 1, ..Limits::default() }, ..settings() });
    let article = BRIDGE.repeat(100);
    let clients: Vec<_> =
        (0..24).map(|_| article.clone()).map(|article| thread::spawn(move || post(server, "/v1/extract", "text/plain", article))).collect();
    let answers: Vec<Answer> = clients.into_iter().map(|client| client.join().unwrap()).collect();
    let refused: Vec<&Answer> = answers.iter().filter(|answer| answer.status != 200).collect();
    assert!(!refused.is_empty() && refused.len() < answers.len(), "{} refused", refused.len());
    for answer in refused {
        assert_eq!((answer.error(), answer.header("retry-after")), ((503, "busy".to_owned()), Some("1")));
    }
}

#[test]
fn who_waits_too_long_is_told() {
    let server = start(Settings { limits: Limits { time: Duration::from_millis(20), ..Limits::default() }, ..settings() });
    assert_eq!(post(server, "/v1/extract", "text/plain", BRIDGE.repeat(500)).error(), (504, "late".to_owned()));
}

#[test]
fn silent_and_slow_connections_keep_nobody_waiting() {
    let limits = Limits { time: Duration::from_secs(1), ..Limits::default() };
    let server = start(Settings { limits, ..settings() });
    let silent: Vec<_> = (0..200).map(|_| connect(server)).collect();
    let mut slow: Vec<_> = (0..50).map(|_| connect(server)).collect();
    for stream in &mut slow {
        stream.write_all(b"POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\nAna").unwrap();
    }
    let began = Instant::now();
    assert_eq!(get(server, "/health/ready").status, 200);
    assert!(began.elapsed() < Duration::from_secs(2));
    for mut stream in slow {
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        assert_eq!(Answer::of(&answer).error(), (408, "slow_body".to_owned()));
    }
    drop(silent);
}

#[test]
fn connections_beyond_their_number_are_refused() {
    let server = start(Settings { limits: Limits { connections: 3, ..Limits::default() }, ..settings() });
    let open: Vec<_> = (0..3).map(|_| connect(server)).collect();
    let mut beyond = connect(server);
    let mut answer = Vec::new();
    beyond.read_to_end(&mut answer).unwrap();
    assert_eq!(Answer::of(&answer).error(), (503, "busy".to_owned()));
    assert_eq!(Answer::of(&answer).header("content-length"), Some(Answer::of(&answer).body.len().to_string().as_str()));
    drop(open);
}

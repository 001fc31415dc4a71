//! How the server shuts down.

use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use super::client::{Answer, connect, post};
use super::server::{BRIDGE, Process};

#[test]
fn what_was_asked_is_answered_before_it_ends() {
    let mut server = Process::start(&["--threads", "1"]);
    let address = server.address;
    let article = BRIDGE.repeat(60);
    let clients: Vec<_> =
        (0..8).map(|_| article.clone()).map(|article| thread::spawn(move || post(address, "/v1/extract", "text/plain", article))).collect();
    let silent = connect(address);
    thread::sleep(Duration::from_millis(150));
    let began = Instant::now();
    server.terminate();
    let answers: Vec<Answer> = clients.into_iter().map(|client| client.join().unwrap()).collect();
    for answer in answers {
        assert!(matches!(answer.status, 200 | 503), "{answer:?}");
    }
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    assert!(TcpStream::connect(address).is_err());
    drop(silent);
}

#[test]
fn it_listens_to_this_machine_only_and_logs_no_words() {
    let server = Process::start(&["--verbose", "--threads", "1"]);
    assert!(server.address.ip().is_loopback());
    assert_eq!(post(server.address, "/v1/extract?annotations=true&sesame", "text/plain", BRIDGE).status, 200);
    server.terminate();
    let said = server.said().join("\n");
    assert!(said.contains("POST /v1/extract 200"), "{said}");
    assert!(!["Ana", "Belvar", "bridge", "sesame"].iter().any(|word| said.contains(word)), "{said}");
}

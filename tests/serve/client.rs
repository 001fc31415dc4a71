//! A client that sends exactly the given bytes.

use std::io::{Cursor, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use chunked_transfer::Decoder;
use serde_json::Value;

/// The server's response.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Their names are in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Parses a response.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let end =
            bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or_else(|| panic!("no head: {}", String::from_utf8_lossy(bytes)));
        let head = str::from_utf8(&bytes[..end]).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        let headers: Vec<_> = lines.filter_map(header).collect();
        let mut body = bytes[end + 4..].to_vec();
        if headers.contains(&("transfer-encoding".to_owned(), "chunked".to_owned())) {
            let mut whole = Vec::new();
            Decoder::new(Cursor::new(body)).read_to_end(&mut whole).unwrap();
            body = whole;
        }
        Self { status, headers, body }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> &str {
        str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The status, and the kind of the reported error.
    #[track_caller]
    pub(crate) fn error(&self) -> (u16, String) {
        let error = self.json();
        assert!(error["error"]["message"].as_str().is_some_and(|message| !message.is_empty()), "{error}");
        (self.status, error["error"]["kind"].as_str().unwrap().to_owned())
    }
}

pub(crate) fn connect(server: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(server).unwrap();
    stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
    stream
}

/// The bytes of a request.
pub(crate) fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let headers = headers.iter().map(|(name, value)| [name, ": ", value, "\r\n"].concat()).collect::<String>();
    let head =
        format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// Sends bytes and waits for the response.
pub(crate) fn send(server: SocketAddr, bytes: &[u8]) -> Answer {
    let mut stream = connect(server);
    stream.write_all(bytes).unwrap();
    let (mut answer, mut piece) = (Vec::new(), [0; 1 << 12]);
    // Not every server closes the connection, even when asked to.
    while !is_whole(&answer) {
        match stream.read(&mut piece).unwrap() {
            0 => break,
            read => answer.extend_from_slice(&piece[..read]),
        }
    }
    Answer::of(&answer)
}

/// Whether a response has all of the body that its head announces.
fn is_whole(bytes: &[u8]) -> bool {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
    length.is_some_and(|length| bytes.len() - end - 4 >= length)
}

pub(crate) fn get(server: SocketAddr, path: &str) -> Answer {
    send(server, &request("GET", path, &[], b""))
}

pub(crate) fn post(server: SocketAddr, path: &str, media_type: &str, body: impl AsRef<[u8]>) -> Answer {
    send(server, &request("POST", path, &[("Content-Type", media_type)], body.as_ref()))
}

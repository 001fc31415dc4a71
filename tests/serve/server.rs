//! Servers under test: one that most tests share, and processes that run the command.

use std::future;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::thread::{self, JoinHandle};

use assert_cmd::cargo::cargo_bin;
use whosaid::read;
use whosaid::serve::{Limits, Server, Settings};
use whosaid::{Extractor, ModelFolder};

/// An article with statements that no model should miss.
pub(crate) const BRIDGE: &str = "Ana Lee, the mayor of Belvar, said on Monday that the bridge would be closed for a month.\n\n\
    “We have no choice,” Lee told reporters. The bus company denied that it had been warned.\n";

/// The shipped model.
pub(crate) fn extractor() -> Extractor {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/models/news");
    Extractor::builder().model(ModelFolder::from(folder)).threads(2).build().unwrap()
}

/// The default settings.
pub(crate) fn settings() -> Settings {
    Settings { token: None, origins: Vec::new(), reading: read::Settings::default(), limits: Limits::default() }
}

/// Starts a server that stops when the tests end.
pub(crate) fn start(settings: Settings) -> SocketAddr {
    let server = Server::bind(("127.0.0.1", 0), extractor(), settings, |_| ()).unwrap();
    let address = server.address();
    thread::spawn(move || server.run(future::pending()));
    address
}

/// The server that most tests share.
pub(crate) fn shared() -> SocketAddr {
    static SHARED: OnceLock<SocketAddr> = OnceLock::new();
    *SHARED.get_or_init(|| start(settings()))
}

/// `whosaid serve` on a free port.
pub(crate) struct Process {
    pub(crate) child: Child,
    pub(crate) address: SocketAddr,
    said: Option<JoinHandle<Vec<String>>>,
}

impl Process {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(cargo_bin!("whosaid"));
        command.args(["serve", "--port", "0"]).args(arguments).env_remove("WHOSAID_TOKEN").env_remove("WHOSAID_MODEL");
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
        let address = said.find_map(|line| line.rsplit_once("http://").map(|(_, address)| address.parse().unwrap())).unwrap();
        // Its further messages must be read, or it would block.
        let said = Some(thread::spawn(move || said.collect()));
        Self { child, address, said }
    }

    /// Asks it to shut down.
    pub(crate) fn terminate(&self) {
        assert!(Command::new("kill").arg(self.child.id().to_string()).status().unwrap().success());
    }

    /// Its messages on standard error after the one with its address, once it has ended.
    pub(crate) fn said(mut self) -> Vec<String> {
        self.said.take().unwrap().join().unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

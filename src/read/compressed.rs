//! gzip and zstd, recognised by their first bytes and decompressed as they are read.

use std::io::{self, BufRead, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// A stream of bytes.
type Stream = Box<dyn BufRead + Send>;

/// How a stream is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compression {
    /// RFC 1952, of one member or many.
    Gzip,
    /// RFC 8878, of one frame or many.
    Zstd,
}

impl Compression {
    /// The usual name of the compression.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }
}

/// The endings of compressed files.
pub(super) const ENDINGS: [&str; 3] = ["gz", "zst", "zstd"];

/// The compression that the first bytes indicate.
pub(super) fn compression(start: &[u8]) -> Option<Compression> {
    match start {
        [0x1f, 0x8b, 8, ..] => Some(Compression::Gzip),
        [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Compression::Zstd),
        _ => None,
    }
}

/// The decompressed contents of a stream.
pub(super) fn decompressed(stream: Stream, compression: Compression) -> Box<dyn Read + Send> {
    match compression {
        Compression::Gzip => Box::new(Gunzip(MultiGzDecoder::new(stream))),
        Compression::Zstd => Box::new(Frames { stream, decoder: FrameDecoder::new(), ended: true }),
    }
}

/// Compressed data that cannot be decompressed; travels within an [`io::Error`].
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct Damage {
    pub(super) form: &'static str,
    pub(super) message: String,
}

impl Damage {
    pub(super) fn error(form: &'static str, message: impl Into<String>) -> io::Error {
        io::Error::other(Self { form, message: message.into() })
    }
}

struct Gunzip(MultiGzDecoder<Stream>);

impl Read for Gunzip {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => Damage::error("gzip", "it ends too early"),
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Damage::error("gzip", error.to_string()),
            _ => error,
        })
    }
}

/// The frames of a zstd stream, one after the other.
struct Frames {
    stream: Stream,
    decoder: FrameDecoder,
    /// Whether the next frame has yet to be begun.
    ended: bool,
}

impl Frames {
    /// Begins the next frame; false where there is none. Skips skippable frames.
    fn begin(&mut self) -> io::Result<bool> {
        while !self.stream.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.stream) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.stream.by_ref().take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(Damage::error("zstd", error.to_string())),
            }
        }
        Ok(false)
    }
}

impl Read for Frames {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.ended {
                if !self.begin()? {
                    return Ok(0);
                }
                self.ended = false;
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let decoded = self.decoder.decode_blocks(&mut self.stream, BlockDecodingStrategy::UptoBlocks(1));
                decoded.map_err(|error| Damage::error("zstd", error.to_string()))?;
            }
            let read = self.decoder.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            self.ended = true;
        }
    }
}

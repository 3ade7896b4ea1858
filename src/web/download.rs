//! A file that is written while it is sent: one thread writes, the other end takes, and neither holds the whole.

use std::cell::Cell;
use std::io::{self, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::body::{BodySize, MessageBody};
use actix_web::http::header::{Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue};
use actix_web::web::Bytes;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Parts that may wait to be sent.
const AHEAD: usize = 4;
/// How long whoever takes the file may let a part wait; then the file ends, for a reader of the database is held.
const PATIENCE: Duration = Duration::from_secs(30);

/// The end that writes.
pub struct Writing {
    parts: Sender<Bytes>,
    runtime: Handle,
    patience: Duration,
    is_whole: Arc<AtomicBool>,
    is_broken: Cell<bool>,
}

impl Writing {
    /// Ends the file. One that is only let go was broken off, and the browser must see that it is not whole.
    pub fn finish(self) {
        self.is_whole.store(true, Ordering::Release);
    }
}

impl Write for &Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Once no one took a part, none is waited for again.
        if self.is_broken.get() {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let sent = self.parts.send(Bytes::copy_from_slice(bytes));
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        let taken = self.runtime.block_on(async { tokio::time::timeout(self.patience, sent).await });
        self.is_broken.set(!matches!(taken, Ok(Ok(()))));
        taken?.map_err(gone)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The end that is sent.
pub struct Download {
    parts: Receiver<Bytes>,
    is_whole: Arc<AtomicBool>,
}

impl MessageBody for Download {
    type Error = io::Error;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, io::Error>>> {
        self.parts.poll_recv(context).map(|part| match part {
            Some(bytes) => Some(Ok(bytes)),
            None if self.is_whole.load(Ordering::Acquire) => None,
            None => Some(Err(io::Error::other("the download ended early"))),
        })
    }
}

/// Both ends; whoever takes it may let a part wait for so long, or as long as usual.
pub fn download(patience: Option<Duration>) -> (Writing, Download) {
    let (parts, sent) = channel(AHEAD);
    let is_whole = Arc::<AtomicBool>::default();
    (
        Writing {
            parts,
            runtime: Handle::current(),
            patience: patience.unwrap_or(PATIENCE),
            is_whole: Arc::clone(&is_whole),
            is_broken: Cell::new(false),
        },
        Download { parts: sent, is_whole },
    )
}

/// The answer that a browser keeps as a file.
pub fn as_file(name: &str, content_type: &'static str, body: impl MessageBody + 'static) -> HttpResponse {
    let plain: String = name.chars().map(|c| if c.is_ascii_graphic() && c != '"' && c != '\\' { c } else { '_' }).collect();
    let full = ExtendedValue { charset: Charset::Ext("UTF-8".into()), language_tag: None, value: name.as_bytes().to_vec() };
    let full = (plain != name).then_some(DispositionParam::FilenameExt(full));
    let parameters = std::iter::once(DispositionParam::Filename(plain)).chain(full).collect();
    let disposition = ContentDisposition { disposition: DispositionType::Attachment, parameters };
    HttpResponse::Ok().content_type(content_type).insert_header(disposition).body(body)
}

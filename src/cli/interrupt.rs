//! Handling Ctrl-C.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::exit::INTERRUPTED;

/// Makes the first SIGINT or SIGTERM print a message and set the returned flag, and the second end the process at once.
#[cfg(unix)]
pub(super) fn watch(say: impl Fn(&str) + Send + 'static) -> std::io::Result<Arc<AtomicBool>> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let stop = Arc::new(AtomicBool::new(false));
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    let flag = Arc::clone(&stop);
    std::thread::spawn(move || {
        for _ in signals.forever() {
            if flag.swap(true, Ordering::Relaxed) {
                std::process::exit(INTERRUPTED.into());
            }
            say("finishing the current articles; press Ctrl-C again to quit now");
        }
    });
    Ok(stop)
}

/// On other systems, Ctrl-C ends the process as usual.
#[cfg(not(unix))]
pub(super) fn watch(_tell: impl Fn(&str) + Send + 'static) -> std::io::Result<Arc<AtomicBool>> {
    Ok(Arc::new(AtomicBool::new(false)))
}

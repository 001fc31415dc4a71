//! What Ctrl-C does.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::exit::INTERRUPTED;

/// Lets the first SIGINT or SIGTERM set the flag that is given back, after telling so, and the second one end the process at once.
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

/// Elsewhere Ctrl-C ends the process, as the system has it.
#[cfg(not(unix))]
pub(super) fn watch(_tell: impl Fn(&str) + Send + 'static) -> std::io::Result<Arc<AtomicBool>> {
    Ok(Arc::new(AtomicBool::new(false)))
}

"""The command ``whosaid``, as ``python -m whosaid``."""

from __future__ import annotations

import signal
import sys

from whosaid import _native


def main() -> int:
    """Runs the command with the process's arguments."""
    # The command handles Ctrl-C itself.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _native.run_command(["whosaid", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())

"""Files that are written whole or not at all, so that a step can be skipped if its result exists."""

import os
from contextlib import contextmanager


@contextmanager
def written_whole(file):
    """Yields a path to write to, which becomes `file` once all is written."""
    unfinished = file.with_name(f"unfinished-{file.name}")
    yield unfinished
    os.replace(unfinished, file)

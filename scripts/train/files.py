"""Results are there whole or not at all, so that a step can be left out where its result is there."""

import os
from contextlib import contextmanager


@contextmanager
def written_whole(file):
    """A path to write to, which becomes `file` once all is written."""
    unfinished = file.with_name(f"unfinished-{file.name}")
    yield unfinished
    os.replace(unfinished, file)

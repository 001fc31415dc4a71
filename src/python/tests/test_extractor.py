"""The extractor over the life of a Python process."""

from __future__ import annotations

import itertools
import multiprocessing
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

import whosaid

SAID = "Ana Lee said no."


def _found(ex: whosaid.Extractor) -> list[whosaid.Claim]:
    return list(ex.extract(SAID))


def test_pickle_and_fork() -> None:
    ex = whosaid.Extractor(threads=2)
    # Once before the first call, and once after it, when the child lacks the parent's threads.
    for _ in range(2):
        with multiprocessing.get_context("fork").Pool(2) as pool:
            assert pool.map_async(_found, [ex, ex]).get(60) == [_found(ex)] * 2
    assert _found(pickle.loads(pickle.dumps(ex))) == _found(ex)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.map_async(_found, [ex]).get(60) == [_found(ex)]


def test_no_threads_before_the_first_call() -> None:
    code = "import os, whosaid; ex = whosaid.Extractor(threads=4); print(len(os.listdir('/proc/self/task')))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "1"


def test_other_threads_run_meanwhile() -> None:
    ex = whosaid.Extractor(threads=1)
    text = " ".join([SAID] * 2000)
    done = threading.Thread(target=ex.extract, args=(text,))
    done.start()
    ticks = 0
    while done.is_alive():
        time.sleep(0.01)
        ticks += 1
    assert ticks > 5


def test_ctrl_c_is_heard() -> None:
    code = "import whosaid; print('go', flush=True); whosaid.Extractor(threads=1).extract(' '.join(['Ana Lee said no.'] * 100_000))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        time.sleep(1.0)
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        error = process.stderr.read()
        assert "KeyboardInterrupt" in error
        assert time.monotonic() - began < 5.0


def test_pipe_is_lazy_and_in_order() -> None:
    taken = itertools.count()

    def texts() -> Iterator[str]:
        for number in taken:
            yield f"Lot {number} is sold, Ana Lee said."

    piped = whosaid.Extractor(threads=2).pipe(texts(), batch_size=8)
    first = list(itertools.islice(piped, 20))
    assert [claims.id for claims in first] == [str(number) for number in range(20)]
    assert all(f"Lot {number} " in claims[0].content.text for number, claims in enumerate(first))
    assert next(taken) <= 33


def test_pipe_carries_a_context() -> None:
    pairs: list[Any] = [(SAID, {"row": 1}), (None, {"row": 2}), (whosaid.Article(SAID, id="x"), {"row": 3})]
    piped = list(whosaid.Extractor(threads=1).pipe(pairs, as_tuples=True))
    assert [(context["row"], claims.id, len(claims)) for claims, context in piped] == [(1, "0", 1), (2, "1", 0), (3, "x", 1)]


def test_an_error_of_the_texts_comes_through() -> None:
    def texts() -> Iterator[str]:
        yield SAID
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(whosaid.Extractor(threads=1).pipe(texts()))


def test_other_languages_are_left_out_unless_asked_for() -> None:
    german = (
        "Die Bürgermeisterin von Belvar, Ana Lee, sagte am Montag, dass die Brücke für einen Monat gesperrt werde. „Wir haben keine Wahl“, sagte "
        "sie vor Journalisten. Das Busunternehmen bestritt, dass es gewarnt worden sei."
    )
    left_out = whosaid.Extractor(threads=1).extract(german)
    assert left_out == [] and left_out.error is not None
    assert (left_out.error.kind, left_out.error.is_failure) == ("language", False)
    assert "German" in str(left_out.error)
    assert whosaid.Extractor(threads=1, any_language=True).extract(german).error is None

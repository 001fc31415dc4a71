#!/usr/bin/env python3
"""The baseline that `whosaid` is measured against: the same model and windows with `tokenizers` and `onnxruntime`, in Python.

    python_pipeline.py extract MODEL_DIR ARTICLES.jsonl OUT.jsonl [--workers processes|threads] [--count 2]
    python_pipeline.py windows MODEL_DIR ARTICLES.jsonl WINDOWS.json
    python_pipeline.py model MODEL_DIR WINDOWS.json [--count 2]

`extract` writes the entity and attribution spans of every article, one line of JSON each, in input order. It does less than `whosaid
extract`: it takes the best label of every piece (no Viterbi), does not link spans into attributions, and resolves no speakers, times or
quantities. Each worker has a single-threaded session and runs one window at a time, which is faster on a CPU than batches with onnxruntime.

`windows` writes the windows of the articles for `tests/bench/engine.rs` and for `model`, and prints the counts of articles, words, windows
and pieces. `model` runs the windows, longest first, and prints `{"pieces": ..., "seconds": ...}`.

`scripts/bench` calls all three. Needs `pip install -r scripts/train/requirements.txt`.
"""

import argparse
import json
import os
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime

sys.path.insert(0, str(Path(__file__).resolve().parent / "train"))

from data import Encoder  # noqa: E402
from windows import inference_windows, stitch  # noqa: E402

LABELLED = ("entities", "attribution")
# How many articles a worker takes at once: few enough that all workers finish at nearly the same time.
CHUNK = 8
WARM_UP = 32


def read(articles):
    with open(articles, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def open_session(model):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(model / "model.onnx"), options, providers=["CPUExecutionProvider"])


class Worker:
    """A tokenizer and a single-threaded session."""

    def __init__(self, model):
        # The workers already share the cores among themselves.
        os.environ["TOKENIZERS_PARALLELISM"] = "false"
        self.encoder = Encoder(model / "tokenizer.json")
        self.session = open_session(model)
        heads = json.loads((model / "model.json").read_text())["heads"]
        # Columns 2k + 1 and 2k + 2 are the B and I labels of kind k + 1.
        self.kinds = {head: [label[2:] for label in heads[head]["labels"][1::2]] for head in LABELLED}

    def window(self, column, start, end, first, last):
        """Returns one window as model input (1 x length): a slice of a column of the pieces between two special tokens."""
        row = np.empty((1, end - start + 2), dtype=np.int64)
        row[0, 0], row[0, 1:-1], row[0, -1] = first, column[start:end], last
        return row

    def windows(self, pieces):
        """Yields (start, end, ids, casing) for every window of an article."""
        for start, end in inference_windows(len(pieces)) if len(pieces) else []:
            ids = self.window(pieces.ids, start, end, self.encoder.cls, self.encoder.sep)
            yield start, end, ids, self.window(pieces.casing, start, end, 0, 0)

    def logits(self, pieces):
        """Returns the logits of both heads for every piece."""
        windows, outputs = [], []
        for start, end, ids, casing in self.windows(pieces):
            windows.append((start, end))
            outputs.append([rows[0, 1:-1] for rows in self.session.run(LABELLED, {"input_ids": ids, "token_type_ids": casing})])
        if len(windows) == 1:
            return outputs[0]
        return [stitch(len(pieces), windows, rows) for rows in zip(*outputs)]

    def extract(self, article):
        """Returns the output line of an article."""
        record = {"id": article.get("id")}
        pieces = self.encoder.encode(article["text"])
        if len(pieces):
            for head, logits in zip(LABELLED, self.logits(pieces)):
                record[head] = spans(logits.argmax(1), pieces, self.kinds[head])
        return json.dumps(record, ensure_ascii=False)


def spans(tags, pieces, kinds):
    """Returns the runs of pieces of one kind as (start, end, kind) in characters; a B label begins a new run."""
    kind = (tags + 1) // 2
    changes = np.empty(len(tags) + 1, dtype=bool)
    changes[0] = changes[-1] = True
    changes[1:-1] = (kind[1:] != kind[:-1]) | (tags[1:] % 2 == 1)
    edges = np.flatnonzero(changes)
    first, last = edges[:-1], edges[1:] - 1
    inside = kind[first] > 0
    first, last = first[inside], last[inside]
    return list(zip(pieces.start[first].tolist(), pieces.end[last].tolist(), (kinds[k - 1] for k in kind[first])))


own = threading.local()


def start_worker(model):
    own.worker = Worker(model)


def extract_chunk(articles):
    return [own.worker.extract(article) for article in articles]


def extract(arguments):
    articles = read(arguments.articles)
    chunks = [articles[i : i + CHUNK] for i in range(0, len(articles), CHUNK)]
    pool = {"processes": ProcessPoolExecutor, "threads": ThreadPoolExecutor}[arguments.workers]
    with pool(arguments.count, initializer=start_worker, initargs=(arguments.model,)) as workers:
        with open(arguments.out, "w", encoding="utf-8") as out:
            for lines in workers.map(extract_chunk, chunks):
                out.writelines(f"{line}\n" for line in lines)


def write_windows(arguments):
    worker = Worker(arguments.model)
    articles = read(arguments.articles)
    encoded = [worker.encoder.encode(article["text"]) for article in articles]
    rows = [(ids[0].tolist(), casing[0].tolist()) for pieces in encoded for _, _, ids, casing in worker.windows(pieces)]
    arguments.windows.write_text(json.dumps({"ids": [ids for ids, _ in rows], "casing": [casing for _, casing in rows]}))
    held = {
        "articles": len(articles),
        "words": sum(len(article["text"].split()) for article in articles),
        "windows": len(rows),
        "pieces": sum(len(ids) for ids, _ in rows),
    }
    print(json.dumps(held | {"onnxruntime": onnxruntime.__version__}))


def run_model(arguments):
    held = json.loads(arguments.windows.read_text())
    windows = [
        {"input_ids": np.array([ids], dtype=np.int64), "token_type_ids": np.array([casing], dtype=np.int64)}
        for ids, casing in zip(held["ids"], held["casing"])
    ]
    sessions = [open_session(arguments.model) for _ in range(arguments.count)]

    def run(windows):
        queue = iter(sorted(windows, key=lambda window: -window["input_ids"].size))
        lock = threading.Lock()

        def work(session):
            while True:
                with lock:
                    window = next(queue, None)
                if window is None:
                    return
                session.run(None, window)

        workers = [threading.Thread(target=work, args=(session,)) for session in sessions]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    run(windows[:WARM_UP])
    began = time.perf_counter()
    run(windows)
    seconds = time.perf_counter() - began
    print(json.dumps({"pieces": sum(window["input_ids"].size for window in windows), "seconds": seconds}))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)

    def command(name, function, *places):
        added = commands.add_parser(name)
        added.set_defaults(function=function)
        for place in ("model", *places):
            added.add_argument(place, type=Path)
        return added

    added = command("extract", extract, "articles", "out")
    added.add_argument("--workers", choices=["processes", "threads"], default="processes")
    added.add_argument("--count", type=int, default=2, help="how many workers")
    command("windows", write_windows, "articles", "windows")
    command("model", run_model, "windows").add_argument("--count", type=int, default=2, help="how many sessions, a thread each")
    arguments = parser.parse_args()
    arguments.function(arguments)


if __name__ == "__main__":
    main()

"""Trains the head that resolves pronouns and descriptions to names, and adds it to a model folder.

    python reference.py MODEL DATA OUT [--folds 5] [--keep]

MODEL is a folder that export.py wrote. OUT gets the same model with one more output (`reference`), the scorer, and `heads.reference` in model.json.
The encoder is unchanged: the head learns on GUM, LitBank and GAP, from the int8 file's own outputs. With --folds N it also writes OUT-0 .. OUT-N-1,
each trained without a part of GUM's documents, and OUT-folds.json with the documents that each has not seen, for speakers.py to score. With --keep,
MODEL's existing head keeps its vectors, so that model.onnx does not change, and only its scorer is retrained (the folds are always trained from
scratch).
"""

import argparse
import json
import random
import re
import subprocess
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from safetensors.torch import load_file, save_file
from torch import nn

from coreference import load
from folder import ENCODED, Runner, copy_model, read_last_norm, read_spec, write_spec

SCORER = "reference.safetensors"
WIDTH, HIDDEN, DROPOUT = 64, 48, 0.3
# The last features of a pair come from the pronouns before it (src/resolve/speakers/memory.rs); in training those are resolved by the gold labels.
MEMORY, NEAR, NOT_FAR, SURE = 5, 120, 400, 3
EPOCHS, BATCH, RATE = 12, 128, 4e-3
WEIGHTS = {"gum": 3.0, "litbank": 0.3, "gap": 0.7}
GENDERS = {"he": 1, "his": 1, "him": 1, "himself": 1, "she": -1, "her": -1, "hers": -1, "herself": -1}
PRONOUNS = {*GENDERS, *"they them their theirs themselves it its itself".split()}
DEFINITE = re.compile(r"(the|this|that|these|those|his|her|its|their|our|my) ", re.I)
LONGEST = 80


def anaphora(document):
    """Returns the mentions that may refer to a name, and all sources."""

    def may_refer(words):
        return words.lower() in PRONOUNS or document.corpus != "gap" and len(words) < LONGEST and DEFINITE.match(words)

    spans = {(m.start, m.end) for m in document.mentions if may_refer(document.text[m.start : m.end])}
    return sorted(spans | {(start, end) for start, end, _ in document.sources})


def pairs(model, documents):
    """Returns every anaphor with its candidates and their features, as the command computes them."""
    lines = [json.dumps({"id": d.id, "text": d.text, "anaphora": anaphora(d)}) for d in documents]
    command = ["cargo", "run", "--quiet", "--example", "anaphora", "--", str(model)]
    out = subprocess.run(command, input="\n".join(lines), stdout=subprocess.PIPE, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def encode(model, documents):
    """Returns the encoder's output for every piece of every document, from the int8 file."""
    read = Runner(model, [ENCODED]).read_all(document.text for document in documents)
    return {document.id: rows[ENCODED] for document, (_, rows) in zip(documents, read)}


class Memory:
    """The equivalent of src/resolve/speakers/memory.rs with teacher forcing."""

    def __init__(self):
        self.last, self.votes = {}, {}

    def features(self, gender, at, referent):
        last, place = self.last.get(gender, (None, 0))
        distance = at - place if last == referent else np.inf
        votes = [min(self.votes.get((referent, g), 0), SURE) / SURE for g in (gender, -gender)]
        return [float(distance < NEAR), float(distance < NOT_FAR), float(distance < np.inf), *votes]

    def note(self, gender, at, referent):
        self.last[gender] = (referent, at)
        if referent is not None:
            self.votes[referent, gender] = self.votes.get((referent, gender), 0) + 1


def examples(documents, pairs, encoded):
    """Returns tensors: anaphor vectors, candidate vectors, features, which candidates are right, which rows are candidates, weights, documents.

    Candidate 0 means nobody whom the article names.
    """
    documents = {document.id: document for document in documents}
    memory, rows = {}, []
    for pair in sorted(pairs, key=lambda pair: (pair["id"], pair["anaphor"][0])):
        document, hidden = documents[pair["id"]], encoded[pair["id"]]
        chain = document.chain_of(*pair["anaphor"])
        if chain is None:
            continue
        right = [document.chain_around(*candidate["name"]) == chain for candidate in pair["candidates"]]
        # GAP annotates only three mentions of a text: where neither name is right, another one may be.
        if document.corpus == "gap" and not any(right):
            continue
        features = np.array([pair["nobody"], *(candidate["features"] for candidate in pair["candidates"])], dtype=np.float32)
        start, end = pair["anaphor"]
        gender = GENDERS.get(document.text[start:end].lower())
        if gender:
            known = memory.setdefault(pair["id"], Memory())
            for row, candidate in zip(features[1:], pair["candidates"]):
                row[-MEMORY:] = known.features(gender, start, candidate["referent"])
            known.note(gender, start, next((c["referent"] for c, is_right in zip(pair["candidates"], right) if is_right), None))
        vectors = [mean(hidden, candidate["pieces"]) for candidate in pair["candidates"]]
        rows.append((pair["id"], mean(hidden, pair["pieces"]), vectors, features, right, WEIGHTS[document.corpus]))
    return collate(rows)


def mean(hidden, pieces):
    return hidden[pieces[0] : max(pieces[1], pieces[0] + 1)].mean(0)


def collate(rows):
    count, most = len(rows), 1 + max(len(row[2]) for row in rows)
    anaphors = torch.tensor(np.stack([row[1] for row in rows]))
    names = torch.zeros(count, most, anaphors.shape[1])
    features = torch.zeros(count, most, rows[0][3].shape[1])
    right, present = torch.zeros(count, most, dtype=torch.bool), torch.zeros(count, most, dtype=torch.bool)
    for i, (_, _, vectors, values, is_right, _) in enumerate(rows):
        filled = len(vectors) + 1
        if vectors:
            names[i, 1:filled] = torch.tensor(np.stack(vectors))
        features[i, :filled] = torch.tensor(values)
        present[i, :filled] = True
        right[i, 1:filled] = torch.tensor(is_right)
        right[i, 0] = not any(is_right)
    weights = torch.tensor([row[5] for row in rows])
    return anaphors, names, features, right, present, weights, np.array([row[0] for row in rows])


class ReferenceHead(nn.Module):
    """Two projections of a token, and a network over their product and the features; src/resolve/speakers/reference.rs runs the same."""

    def __init__(self, width, features):
        super().__init__()
        self.anaphor, self.name = nn.Linear(width, WIDTH), nn.Linear(width, WIDTH)
        self.hidden, self.output = nn.Linear(WIDTH + features, HIDDEN), nn.Linear(HIDDEN, 1)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, anaphors, names, features):
        product = self.anaphor(self.dropout(anaphors))[:, None] * self.name(self.dropout(names))
        product = torch.cat([torch.zeros_like(product[:, :1]), product[:, 1:]], 1)
        hidden = torch.relu(self.hidden(torch.cat([product, features], -1)))
        return self.output(self.dropout(hidden)).squeeze(-1)


def train(tensors, rows, vectors=None):
    """Maximises the total probability of all right candidates (Lee et al. 2017, section 5). `vectors` are projections to keep unchanged."""
    anaphors, names, features, right, present, weights, _ = tensors
    torch.manual_seed(1)
    head = ReferenceHead(anaphors.shape[1], features.shape[2])
    if vectors:
        head.load_state_dict(vectors, strict=False)
        head.anaphor.requires_grad_(False)
        head.name.requires_grad_(False)
    optimizer = torch.optim.AdamW((weight for weight in head.parameters() if weight.requires_grad), RATE / 2, weight_decay=0.02)
    steps = EPOCHS * -(-len(rows) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        for batch in rows[torch.randperm(len(rows))].split(BATCH):
            seen = features[batch].clone()
            seen[..., -MEMORY:] *= torch.rand(len(batch), 1, 1) > 0.2  # earlier resolutions may be wrong
            scores = head(anaphors[batch], names[batch], seen).masked_fill(~present[batch], -1e9).log_softmax(-1)
            loss = -(torch.logsumexp(scores.masked_fill(~right[batch], -1e9), -1) * weights[batch]).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return head.eval()


def vectors_of(model):
    """Returns the projections of a model folder's head."""
    initializers = {value.name: torch.tensor(numpy_helper.to_array(value)) for value in onnx.load(model / "model.onnx").graph.initializer}
    weight, bias = initializers["reference.weight"].T, initializers["reference.bias"]
    return {
        "anaphor.weight": weight[:WIDTH], "anaphor.bias": bias[:WIDTH], "name.weight": weight[WIDTH:], "name.bias": bias[WIDTH:],
    }


def without_head(graph):
    """Removes the reference head from a graph."""
    for part in (graph.graph.node, graph.graph.initializer, graph.graph.output):
        for value in [value for value in part if value.name.split(".")[0] == "reference"]:
            part.remove(value)
    return graph


def write(head, model, out):
    """Writes the model folder with the head in it."""
    copy_model(model, out)
    spec = read_spec(out)
    weight = torch.cat([head.anaphor.weight, head.name.weight]).detach()
    bias = torch.cat([head.anaphor.bias, head.name.bias]).detach()
    graph = without_head(onnx.load(model / "model.onnx"))
    body = graph.graph
    body.initializer.extend(numpy_helper.from_array(np.array(value, order="C"), name) for name, value in (("reference.weight", weight.T.numpy()), ("reference.bias", bias.numpy())))
    body.node.append(helper.make_node("MatMul", [read_last_norm(graph), "reference.weight"], ["reference.product"], name="reference.product"))
    body.node.append(helper.make_node("Add", ["reference.product", "reference.bias"], ["reference.sum"], name="reference.sum"))
    body.node.append(helper.make_node("Identity", ["reference.sum"], ["reference"], name="reference"))
    body.output.append(helper.make_tensor_value_info("reference", TensorProto.FLOAT, ["batch", "length", 2 * WIDTH]))
    onnx.checker.check_model(graph)
    onnx.save(graph, out / "model.onnx")
    tensors = load_file(model / "model.safetensors") | {"reference.weight": weight.half().contiguous(), "reference.bias": bias.half()}
    save_file(tensors, out / "model.safetensors", metadata={"format": "pt"})
    layers = {"hidden": head.hidden, "output": head.output}
    save_file({f"{name}.{part}": getattr(layer, part).detach().contiguous() for name, layer in layers.items() for part in ("weight", "bias")}, out / SCORER)
    spec["heads"]["reference"] = {"width": WIDTH, "scorer": SCORER}
    spec["trained_on"] = sorted({*spec["trained_on"], "GUM (reference head)", "LitBank (reference head)", "GAP (reference head)"})
    write_spec(out, spec)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("model", type=Path)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--folds", type=int, default=0)
    arguments.add_argument("--keep", action="store_true")
    arguments = arguments.parse_args()
    documents = load(arguments.data)
    tensors = examples(documents, pairs(arguments.model, documents), encode(arguments.model, documents))
    ids = tensors[-1]
    print(f"{len(documents)} documents, {len(ids)} anaphora, {int((~tensors[3][:, 0]).sum())} of them named")
    unseen = sorted({document.id for document in documents if document.corpus == "gum"})
    random.Random(1).shuffle(unseen)
    parts = [unseen[fold :: arguments.folds] for fold in range(arguments.folds)]
    for fold, part in enumerate(parts):
        write(train(tensors, torch.tensor(np.flatnonzero(~np.isin(ids, part)))), arguments.model, Path(f"{arguments.out}-{fold}"))
    if parts:
        Path(f"{arguments.out}-folds.json").write_text(json.dumps(parts))
    vectors = vectors_of(arguments.model) if arguments.keep else None
    write(train(tensors, torch.arange(len(ids)), vectors), arguments.model, arguments.out)


if __name__ == "__main__":
    main()

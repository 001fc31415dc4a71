#!/usr/bin/env python3
"""Makes the models that the torch engine is tested with, and the labels that `transformers` gives some articles with them.

    scripts/torch_fixtures.py

Writes tests/torch/models/<kind>/: a small token classifier with random weights, with its tokenizer trained on the corpus, all as
`transformers` saves them; and tests/torch/labels.json: for every model and article the most likely label of every token, one character each (? where
two are too close). Windows are cut and stitched as in `whosaid`, but run one at a time, so that no padding is needed.

Needs `pip install torch==2.4.1 transformers==4.46.3` (which brings tokenizers 0.20) and numpy.
"""

import json
import re
import shutil
import string
from pathlib import Path

import numpy as np
import torch
import transformers
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "tests/torch"
WORDS = 1000
BIO = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"]
IOB1 = ["B-LOC", "B-MISC", "B-ORG", "I-LOC", "I-MISC", "I-ORG", "I-PER", "O"]
BIOES = ["O"] + [f"{edge}-{kind}" for kind in ("PERSON", "ORG", "GPE", "DATE") for edge in "BIES"]
# Weights this large make vectors, and with them labels, differ from token to token; the usual 0.02 gives every token the same label.
SPREAD = 0.6
# Where two labels are closer than this, the order of additions decides between them, so no label is expected.
CLOSE = 2e-5
SIZES = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32, "initializer_range": SPREAD}


def articles():
    """Returns twenty texts by name: the corpus, whose articles are longer than any window, and the first lines of four of them, which are shorter."""
    texts = {path.stem: path.read_bytes().decode() for path in sorted((ROOT / "corpus/articles").glob("*.txt"))}
    return texts | {f"{name}:{count}": "".join(texts[name].splitlines(True)[:count]) for count, name in enumerate(sorted(texts)[:4], 1)}


def word_pieces(texts, cased):
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=not cased)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer.train_from_iterator(texts, trainers.WordPieceTrainer(vocab_size=WORDS, special_tokens=special, show_progress=False))
    return tokenizer


def byte_pairs(texts):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    tokenizer.train_from_iterator(
        texts, trainers.BpeTrainer(vocab_size=WORDS, special_tokens=special, initial_alphabet=alphabet, show_progress=False)
    )
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), add_prefix_space=False)
    return tokenizer


def unigrams(texts):
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer.train_from_iterator(
        texts, trainers.UnigramTrainer(vocab_size=WORDS, special_tokens=special, unk_token="<unk>", show_progress=False)
    )
    return tokenizer


def kinds(texts):
    """Yields (folder, model class, configuration, tokenizer, special tokens, labels)."""
    cased, uncased = word_pieces(texts, True), word_pieces(texts, False)
    bert_tokens = {"cls_token": "[CLS]", "sep_token": "[SEP]", "pad_token": "[PAD]", "unk_token": "[UNK]", "mask_token": "[MASK]"}
    roberta_tokens = {"cls_token": "<s>", "sep_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>", "mask_token": "<mask>"}
    distil = {"dim": 16, "n_layers": 2, "n_heads": 2, "hidden_dim": 32, "initializer_range": SPREAD}
    t = transformers
    yield "bert", t.BertForTokenClassification, t.BertConfig(max_position_embeddings=512, **SIZES), cased, bert_tokens, BIO
    yield "distilbert", t.DistilBertForTokenClassification, t.DistilBertConfig(max_position_embeddings=128, **distil), uncased, bert_tokens, BIOES
    roberta = t.RobertaConfig(max_position_embeddings=130, layer_norm_eps=1e-5, type_vocab_size=1, **SIZES)
    yield "roberta", t.RobertaForTokenClassification, roberta, byte_pairs(texts), roberta_tokens, IOB1
    electra = t.ElectraConfig(max_position_embeddings=96, embedding_size=8, **SIZES)
    yield "electra", t.ElectraForTokenClassification, electra, uncased, bert_tokens, BIO
    multilingual = t.XLMRobertaConfig(max_position_embeddings=98, layer_norm_eps=1e-5, type_vocab_size=1, **SIZES)
    yield "xlm-roberta", t.XLMRobertaForTokenClassification, multilingual, unigrams(texts), roberta_tokens, BIO


def balance(model, ids):
    """Scales the classifier so that every label is the most likely one for some tokens."""
    with torch.no_grad():
        logits = model(input_ids=ids).logits.flatten(0, -2)
    spread = logits.std(0)
    model.classifier.weight.data /= spread[:, None]
    model.classifier.bias.data = (model.classifier.bias.data - logits.mean(0)) / spread


def make(folder, model_class, config, tokenizer, tokens, labels, text):
    """Writes a model's folder, and returns the model and tokenizer read back from it, and the longest window."""
    torch.manual_seed(1)
    config.vocab_size = tokenizer.get_vocab_size()
    config.pad_token_id = tokenizer.token_to_id(tokens["pad_token"])
    config.id2label = dict(enumerate(labels))
    config.label2id = {label: at for at, label in enumerate(labels)}
    model = model_class(config).eval()
    # Biases and layer norm weights start as 0 and 1, so an engine that ignored them would go unnoticed.
    for name, parameter in model.named_parameters():
        if parameter.dim() == 1:
            parameter.data += 0.2 * torch.randn_like(parameter)
    limit = config.max_position_embeddings - (2 if config.model_type.endswith("roberta") else 0)
    balance(model, torch.tensor([tokenizer.encode(text, add_special_tokens=False).ids[:limit]]))
    model.half().save_pretrained(folder)
    wrapped = transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=limit, **tokens)
    wrapped.save_pretrained(folder)
    (folder / "special_tokens_map.json").unlink()
    (folder / "model.safetensors").chmod(0o644)
    described = json.loads((folder / "tokenizer.json").read_text())
    (folder / "tokenizer.json").write_text(json.dumps(described, ensure_ascii=False, separators=(",", ":")))
    if folder.name == "distilbert":
        # A folder from before tokenizer.json files existed.
        (folder / "tokenizer.json").unlink()
        vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
        (folder / "vocab.txt").write_text("".join(f"{token}\n" for token, _ in vocabulary))
        wrapped = transformers.DistilBertTokenizerFast(str(folder / "vocab.txt"), do_lower_case=True)
    return model_class.from_pretrained(folder, torch_dtype=torch.float32).eval(), wrapped, limit


def windows(length, longest, overlap):
    """Returns half-open ranges, as src/encode/windows.rs does."""
    if length <= longest:
        return [(0, length)]
    count = -(-(length - overlap) // (longest - overlap))
    size = -(-(length + (count - 1) * overlap) // count)
    return [(start, start + size) for start in (i * (length - size) // (count - 1) for i in range(count))]


def tokens_of(text, tokenizer):
    """Returns the token ids of a text, tokenized line by line, without special tokens."""
    lines = [line for line in re.split(r"[\r\n]+", text) if line.strip()]
    return [id for line in lines for id in tokenizer(line, add_special_tokens=False)["input_ids"]]


def label(text, model, tokenizer, limit):
    """Returns every token's best label (from the window in which it is furthest from an edge), the margin over the second, and the window count."""
    ids = tokens_of(text, tokenizer)
    cut = windows(len(ids), limit - 2, limit // 4)
    result = np.zeros(len(ids), dtype=int)
    margins = np.zeros(len(ids))
    for i, (start, end) in enumerate(cut):
        window = torch.tensor([[tokenizer.cls_token_id, *ids[start:end], tokenizer.sep_token_id]])
        with torch.no_grad():
            logits = model(input_ids=window).logits[0, 1:-1]
        first = start if i == 0 else (start + cut[i - 1][1] + 1) // 2
        last = end if i + 1 == len(cut) else (cut[i + 1][0] + end + 1) // 2
        top = logits.topk(2).values
        result[first:last] = logits.argmax(-1)[first - start : last - start]
        margins[first:last] = (top[:, 0] - top[:, 1])[first - start : last - start]
    return result, margins, len(cut)


def main():
    transformers.logging.set_verbosity_error()
    texts = articles()
    shutil.rmtree(OUT / "models", ignore_errors=True)
    expected = {}
    letters = string.digits + string.ascii_lowercase
    for name, *kind in kinds(list(texts.values())):
        folder = OUT / "models" / name
        model, tokenizer, limit = make(folder, *kind, next(iter(texts.values())))
        labelled = {article: label(text, model, tokenizer, limit) for article, text in texts.items()}
        expected[name] = {
            article: "".join("?" if margin < CLOSE else letters[at] for at, margin in zip(result, margins))
            for article, (result, margins, _) in labelled.items()
        }
        counts = np.bincount(np.concatenate([result for result, _, _ in labelled.values()]), minlength=len(kind[-1]))
        close = sum((margins < CLOSE).sum() for _, margins, _ in labelled.values())
        number = sum(number for _, _, number in labelled.values())
        print(f"{name}: {counts.sum()} tokens in {number} windows, by label {counts.tolist()}, {close} too close to call")
    (OUT / "labels.json").write_text(json.dumps(expected, indent=0, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

"""Prints how many of GUM's attribution relations are found, counting nested ones separately.

    python relations.py DATA [--model DIR] [--command PATH]

GUM's RST trees (DATA/gum/rst) tie the clause with source and cue (a satellite) to what is said (its nucleus). A relation is found if some attribution
has its cue in the clause, and their contents share half of their characters. The clauses are not spans that a reader would mark, and the trees have
no cues that are nouns, so this measures recall only, not precision.
"""

import argparse
import json
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from calibrate import extract
from coreference import gum_tokens
from data import Article
from measure import characters


@dataclass
class Relation:
    """An attribution relation of a tree, in characters of the text."""

    clause: set
    content: set

    def is_within(self, other):
        return self is not other and self.clause < other.content


def relations(tree, tokens):
    """Yields the attribution relations of a tree in rs4."""
    body = ET.parse(tree).getroot().find("body")
    nodes = {node.get("id"): node for node in body if node.tag in ("segment", "group")}
    several = {rel.get("name") for rel in ET.parse(tree).getroot().iter("rel") if rel.get("type") == "multinuc"} | {"span"}
    children, places, at = {}, {}, 0
    for name, node in nodes.items():
        children.setdefault(node.get("parent"), []).append(name)
        if node.tag == "segment":
            words = len(node.text.split())
            places[name] = characters([(token["start"], token["end"]) for token in tokens[at : at + words]])
            at += words

    def covered(name, of_nucleus=False):
        """Returns the characters below a node; for a nucleus, without those of its own satellites."""
        below = (child for child in children.get(name, ()) if not of_nucleus or nodes[child].get("relname") in several)
        return places.get(name, set()).union(*map(covered, below))

    for name, node in nodes.items():
        if (node.get("relname") or "").startswith("attribution-"):
            yield Relation(covered(name), covered(node.get("parent"), of_nucleus=True))


def is_found(relation, attributions):
    def finds(one):
        cue = characters([(one["cue"]["start"], one["cue"]["end"])]) if one["cue"] else set()
        content = characters([(span["start"], span["end"]) for span in one["content"]["spans"]])
        return bool(cue & relation.clause) and 2 * len(content & relation.content) >= len(content | relation.content)

    return any(map(finds, attributions))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--model", type=Path, help="[default: the command's own]")
    arguments.add_argument("--command", default="target/release/whosaid")
    arguments = arguments.parse_args()
    articles, known = [], {}
    for tree in sorted((arguments.data / "gum/rst/rstweb").glob("*.rs4")):
        text, tokens, _ = gum_tokens(arguments.data / "gum/dep" / f"{tree.stem}.conllu")
        articles.append(Article(tree.stem, text, "attribution", []))
        known[tree.stem] = list(relations(tree, tokens))
    found = extract(arguments.command, arguments.model, articles)
    rows = []
    for name, marked in known.items():
        inner = [one for one in found.get(name, ()) if one["nested_in"] is not None]
        for relation in marked:
            is_nested = any(relation.is_within(other) for other in marked)
            rows.append((is_nested, is_found(relation, found.get(name, ())), is_found(relation, inner)))
    nested, others = ([row for row in rows if row[0] == wanted] for wanted in (True, False))
    share = lambda rows, column: f"{100 * sum(row[column] for row in rows) / len(rows):.1f} %"  # noqa: E731
    print(f"{len(others)} relations: {share(others, 1)} found; {len(nested)} within another's content: {share(nested, 1)} found, {share(nested, 2)} as nested")


if __name__ == "__main__":
    main()

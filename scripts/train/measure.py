"""Scores of predicted spans and attributions against gold: the figures in models/README.md."""

from collections import Counter


def prf(matched, predicted, gold):
    """Returns F1 in percent from counts; None if there is nothing to score."""
    return 200.0 * matched / (predicted + gold) if predicted + gold else None


def exact_f1(gold_sets, predicted_sets):
    """Returns exact F1 over articles, each a set of items."""
    matched = sum(len(g & p) for g, p in zip(gold_sets, predicted_sets))
    return prf(matched, sum(map(len, predicted_sets)), sum(map(len, gold_sets)))


def spans_of(label, spans):
    return {(start, end) for start, end, kind in spans if kind == label}


def characters(spans):
    return {i for start, end in spans for i in range(start, end)}


def attribution_items(attributions):
    """Returns attributions as (sources, cues, contents) of frozen span sets; those without a content are left out on both sides."""
    return {
        (frozenset(a.source), frozenset(a.cue), frozenset(a.content))
        for a in attributions
        if a.content
    }


def is_found(gold, predicted):
    """Whether the sources overlap (or both are missing) and the contents share half of their characters (intersection over union)."""
    gold_source, predicted_source = characters(gold[0]), characters(predicted[0])
    if bool(gold_source) != bool(predicted_source) or (gold_source and not gold_source & predicted_source):
        return False
    gold_content, predicted_content = characters(gold[2]), characters(predicted[2])
    return 2 * len(gold_content & predicted_content) >= len(gold_content | predicted_content)


def found_matches(gold, predicted):
    """Returns the size of a maximum one-to-one matching of found attributions (augmenting paths)."""
    gold, predicted = list(gold), list(predicted)
    edges = [[j for j, p in enumerate(predicted) if is_found(g, p)] for g in gold]
    owner = {}

    def place(i, seen):
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    return sum(place(i, set()) for i in range(len(gold)))


def score_attribution(gold, predicted):
    """Returns all attribution figures for two equally long lists of Articles (gold and predicted labels of the same texts)."""
    figures = {}
    for label in ("Source", "Cue", "Content"):
        figures[label.lower()] = exact_f1([spans_of(label, a.spans) for a in gold], [spans_of(label, a.spans) for a in predicted])
    figures["content characters"] = exact_f1(
        [characters(spans_of("Content", a.spans)) for a in gold], [characters(spans_of("Content", a.spans)) for a in predicted]
    )
    gold_items = [attribution_items(a.attributions) for a in gold]
    predicted_items = [attribution_items(a.attributions) for a in predicted]
    figures["whole exact"] = exact_f1(gold_items, predicted_items)
    found = sum(found_matches(g, p) for g, p in zip(gold_items, predicted_items))
    figures["whole found"] = prf(found, sum(map(len, predicted_items)), sum(map(len, gold_items)))
    return figures


def score_entities(gold, predicted):
    """Returns exact F1 of (start, end, label) over articles, as CoNLL-2003 counts it."""
    return exact_f1([set(a.spans) for a in gold], [set(a.spans) for a in predicted])


def show(figures):
    return "  ".join(f"{name} {value:.1f}" for name, value in figures.items() if value is not None)

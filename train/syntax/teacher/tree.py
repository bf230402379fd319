"""From scores to a tree with one root: Chu and Liu (1965), Edmonds (1967)."""

import numpy as np


def find_cycle(heads):
    """The words of a cycle, or nothing. heads[0] does not count."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return path[path.index(at):]
        for word in path:
            state[word] = 2
    return []


def arborescence(scores):
    """Best heads, scores[word][head], without regard to the number of roots."""
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = find_cycle(heads)
    if not cycle:
        return heads
    # the cycle becomes one word, the last; its arcs are the best ones in and out
    count = len(scores)
    inside = np.array(cycle)
    outside = np.array([i for i in range(count) if i not in set(cycle)])
    own = scores[inside, heads[inside]]
    into = scores[np.ix_(inside, outside)] - own[:, None]
    out_of = scores[np.ix_(outside, inside)]
    small = np.full((len(outside) + 1, len(outside) + 1), -1e12)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1] = into.max(0)
    small[:-1, -1] = out_of.max(1)
    chosen = arborescence(small)
    for at, word in enumerate(outside):
        if word:
            head = chosen[at]
            heads[word] = inside[out_of[at].argmax()] if head == len(outside) else outside[head]
    entry = inside[into[:, chosen[-1]].argmax()]
    heads[entry] = outside[chosen[-1]]
    return heads


def best_tree(scores):
    """Heads of the words 1…; exactly one has head 0."""
    heads = scores.argmax(1)
    heads[0] = 0
    if (heads[1:] == 0).sum() == 1 and not find_cycle(heads):
        return heads
    best, best_sum = heads, -np.inf
    for root in np.argsort(-scores[1:, 0])[:3] + 1:
        single = scores.copy()
        single[1:, 0] = -1e9
        single[root] = -1e9
        single[root, 0] = scores[root, 0]
        found = arborescence(single)
        total = single[np.arange(1, len(found)), found[1:]].sum()
        if total > best_sum:
            best, best_sum = found, total
    return best

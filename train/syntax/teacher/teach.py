"""Trains the teacher, scores it, and parses text with it: silver trees for the parser that is shipped."""

import argparse
import ctypes
import functools
import math
import os
import pathlib
import pickle
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np

import conllu
import encoder
import parser
import tree

LENGTHS = (12, 20, 28, 36, 44, 56, 72, 104, 160, 256)  # wordpieces of sentences in a batch; longer ones are left out
BATCH = 1024        # wordpieces of a batch
SPOKEN = {"i", "me", "my", "we", "us", "our", "you", "your", "?", "!"}
KINDS = ("upos", "xpos", "deprel")
HEADS_TOLD, CLASSES_TOLD = 4, 3     # most heads told of a word, tags and relations, with their probabilities


def say(*parts):
    print(*parts, file=sys.stderr, flush=True)


class Labels:
    """Numbers of the names of tags and relations: lists of the names by KINDS."""

    def __init__(self, names):
        self.names = names
        self.number = {kind: {name: i for i, name in enumerate(names[kind])} for kind in KINDS}

    def of(self, kind, name):
        return self.number[kind].get(name, 0)


def collect_labels(sentences):
    lists = {"upos": [s.upos for s in sentences], "xpos": [s.xpos for s in sentences],
             "deprel": [s.deprels for s in sentences]}
    return Labels({kind: sorted({name for one in lists[kind] for name in one}) for kind in KINDS})


def cut(sentence, pieces):
    """Its wordpieces, which word each belongs to, where words begin and end; None if it is too long."""
    ids, owner, first, last = [pieces.first], [-1], [0], [0]
    for i, form in enumerate(sentence.forms):
        of_word = pieces.of(form)
        first.append(len(ids))
        ids += of_word
        owner += [i] * len(of_word)
        last.append(len(ids) - 1)
    ids.append(pieces.last)
    owner.append(-1)
    return (ids, owner, first, last) if len(ids) <= LENGTHS[-1] else None


def make_batches(sentences, pieces, random=None):
    """Lists of (number of the sentence, its wordpieces), of about the same length."""
    cuts = [(i, cut(s, pieces)) for i, s in enumerate(sentences)]
    cuts = [c for c in cuts if c[1]]
    if random is not None:
        random.shuffle(cuts)
    by_length, batches = {}, []
    for one in cuts:
        length = next(n for n in LENGTHS if len(one[1][0]) <= n)
        now = by_length.setdefault(length, [])
        now.append(one)
        if len(now) == max(1, BATCH // length):
            batches.append((length, now))
            by_length[length] = []
    batches += [(length, rest) for length, rest in by_length.items() if rest]
    if random is not None:
        random.shuffle(batches)
    return batches


def fill(batch, sentences, pieces, labels, random=None):
    """A batch as arrays. With random, wordpieces are hidden now and then, in some sentences how words are written."""
    length, members = batch
    rows = max(1, BATCH // length)
    names = ("pieces", "shapes", "first", "last", "heads", "deprels", "upos", "xpos")
    out = {name: np.zeros((rows, length), np.int32) for name in names}
    out |= {name: np.zeros((rows, length), bool) for name in ("present", "real")}
    for row, (number, (ids, owner, first, last)) in enumerate(members):
        s, words = sentences[number], slice(1, len(first))
        shapes = [0] + [parser.word_shape(form) for form in s.forms]
        out["pieces"][row, :len(ids)] = ids
        out["shapes"][row, :len(ids)] = [shapes[i + 1] for i in owner]
        out["first"][row, :len(first)], out["last"][row, :len(last)] = first, last
        out["present"][row, :len(first)] = True
        out["real"][row, words] = True
        if s.heads:
            out["heads"][row, words] = s.heads
            out["deprels"][row, words] = [labels.of("deprel", name) for name in s.deprels]
            out["upos"][row, words] = [labels.of("upos", name) for name in s.upos]
            out["xpos"][row, words] = [labels.of("xpos", name) for name in s.xpos]
        if random is not None:
            hidden = random.random(len(ids)) < 0.05
            hidden[0] = hidden[-1] = False
            out["pieces"][row, :len(ids)][hidden] = pieces.mask
            if random.random() < 0.1:
                out["shapes"][row] = 0
    return out


# ---- learning ----

def start_adam(p):
    zeros = lambda: jax.tree.map(jnp.zeros_like, p)
    return {"mean": zeros(), "square": zeros(), "steps": jnp.zeros((), jnp.int32)}


@functools.partial(jax.jit, donate_argnums=(0, 1))
def learn(p, adam, words, batch, key, encoder_rate, head_rate):
    lost, slopes = jax.value_and_grad(parser.loss)(p, words, batch, key)
    norm = jnp.sqrt(sum((g ** 2).sum() for g in jax.tree.leaves(slopes)))
    slopes = jax.tree.map(lambda g: g * jnp.minimum(1, 1 / (norm + 1e-6)), slopes)
    steps = adam["steps"] + 1
    mean = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, adam["mean"], slopes)
    square = jax.tree.map(lambda s, g: 0.98 * s + 0.02 * g * g, adam["square"], slopes)
    correct = jnp.sqrt(1 - 0.98 ** steps) / (1 - 0.9 ** steps)

    def move(rate, decay):
        return lambda x, m, s: x - rate * (correct * m / (jnp.sqrt(s) + 1e-8) + decay * x)

    p = {"encoder": jax.tree.map(move(encoder_rate, 0.01), p["encoder"], mean["encoder"], square["encoder"]),
         "head": jax.tree.map(move(head_rate, 0.0), p["head"], mean["head"], square["head"])}
    return p, {"mean": mean, "square": square, "steps": steps}, lost


def save(path, state):
    with open(f"{path}.new", "wb") as file:
        pickle.dump(jax.tree.map(lambda x: x if isinstance(x, str) else np.asarray(x), state), file)
    os.replace(f"{path}.new", path)


def load(path):
    with open(path, "rb") as file:
        return pickle.load(file)


def train(o, words, pieces, learned):
    sentences = []
    for name in o.train:
        path, _, genres = name.partition(":")
        found = conllu.read(path, genres.split(",") if genres else None)
        say(f"{path}: {len(found)} sentences")
        sentences += found
    labels = collect_labels(sentences)
    sizes = {kind: len(labels.names[kind]) for kind in KINDS}
    p = parser.initial(o.seed, sizes, learned)
    adam, first = start_adam(p), 0
    kept = pathlib.Path(f"{o.out}.pass")
    if kept.exists():
        state = load(kept)
        p, adam, first = (jax.tree.map(jnp.asarray, state[k]) for k in ("p", "adam", "pass"))
        first = int(first)
        say(f"goes on after pass {first}")
    steps_a_pass = len(make_batches(sentences, pieces))
    tokens = sum(len(s.forms) for s in sentences)
    start = time.time()
    steps = int(o.passes * steps_a_pass)
    for now in range(first, math.ceil(o.passes)):
        random = np.random.default_rng([o.seed, now])
        total, began = 0.0, time.time()
        batches = make_batches(sentences, pieces, random)
        for i, batch in enumerate(batches):
            step = now * steps_a_pass + i
            if step >= steps:
                break
            rate = min(1, (step + 1) / (0.1 * steps)) * min(1, 1.1 * (1 - step / steps))
            arrays = fill(batch, sentences, pieces, labels, random)
            p, adam, lost = learn(p, adam, words, arrays, jax.random.key(o.seed * 1000003 + step), o.rate * rate,
                                  o.head_rate * rate)
            total += float(lost)
            if (i + 1) % 40 == 0:
                spent = time.time() - start
                left = spent / (step + 1 - first * steps_a_pass) * (steps - step - 1)
                say(f"pass {now + 1}, step {step + 1} of {steps}  loss {total / (i + 1):.3f}  "
                    f"{tokens * (i + 1) / len(batches) / (time.time() - began):.0f} tokens/s  {left:.0f} s left")
        save(kept, {"p": p, "adam": adam, "pass": now + 1})
    save(o.out, {"p": p, "labels": labels.names})
    for path in o.score:
        score(path, conllu.read(path), [p], words, pieces, labels)


# ---- parsing ----

def likely(names, probabilities, most, least=0.02):
    """The likely ones as name:per cent, best first. A comma, which is a tag too, is not told: it is never in doubt."""
    order = np.argsort(-probabilities)[:most]
    told = [(names[i], round(100 * float(probabilities[i]))) for i in order if probabilities[i] >= least]
    return ",".join(f"{name}:{share}" for name, share in told if share > 0 and name != ",")


class Parse:
    """What the teachers say of a sentence: tags, tree, how probable each is."""

    def __init__(self, labels, tags, arcs, heads, relations):
        self.labels, self.tags, self.arcs, self.relations = labels, tags, arcs, relations
        self.upos, self.xpos = ([labels.names[kind][i] for i in tags[kind].argmax(-1)] for kind in ("upos", "xpos"))
        self.heads = [int(h) for h in heads]
        self.deprels = [labels.names["deprel"][i] for i in relations.argmax(-1)]

    def misc(self, word):
        """What is likely of a word, as treebank.h has it."""
        numbers = range(len(self.heads) + 1)
        fields = {"Heads": likely(numbers, self.arcs[word], HEADS_TOLD) or f"{self.heads[word]}:100",
                  "Upos": likely(self.labels.names["upos"], self.tags["upos"][word], CLASSES_TOLD),
                  "Xpos": likely(self.labels.names["xpos"], self.tags["xpos"][word], CLASSES_TOLD),
                  "Deprel": likely(self.labels.names["deprel"], self.relations[word], CLASSES_TOLD)}
        return "|".join(f"{name}={told}" for name, told in fields.items() if told)

    def confidence(self):
        return float(np.log(self.arcs[np.arange(len(self.heads)), self.heads] + 1e-6).mean())


def parse(sentences, teachers, words, pieces, labels):
    """Yields (number of the sentence, its parse), by the mean of what the teachers hold probable."""
    root = labels.of("deprel", "root")
    for batch in make_batches(sentences, pieces):
        arrays = fill(batch, sentences, pieces, labels)
        outs = [parser.predict(p, words, arrays) for p in teachers]
        mean = {name: sum(np.exp(np.asarray(out[name])) for out in outs) / len(outs)
                for name in ("upos", "xpos", "arcs")}
        heads = np.zeros(arrays["heads"].shape, np.int32)
        for row, (number, _) in enumerate(batch[1]):
            count = len(sentences[number].forms)
            heads[row, :count + 1] = tree.best_tree(np.log(mean["arcs"][row, :count + 1, :count + 1] + 1e-9))
        relations = sum(np.exp(np.asarray(parser.predict_labels(p, out, heads))) for p, out in zip(teachers, outs))
        # a word is the root or has another relation, by its head
        relations[..., root] = 0
        relations /= relations.sum(-1, keepdims=True)
        relations[heads == 0] = np.arange(relations.shape[-1]) == root
        for row, (number, _) in enumerate(batch[1]):
            count = len(sentences[number].forms)
            of = slice(1, count + 1)
            yield number, Parse(labels, {kind: mean[kind][row, of] for kind in ("upos", "xpos")},
                                mean["arcs"][row, of, :count + 1], heads[row, of], relations[row, of])


def score(name, sentences, teachers, words, pieces, labels):
    """Shares of words that are as in the treebank; relations without subtypes."""
    right = {"UPOS": 0, "XPOS": 0, "UAS": 0, "LAS": 0}
    universal = lambda deprel: deprel.split(":")[0]
    for number, found in parse(sentences, teachers, words, pieces, labels):
        s = sentences[number]
        right["UPOS"] += sum(a == b for a, b in zip(s.upos, found.upos))
        right["XPOS"] += sum(a == b for a, b in zip(s.xpos, found.xpos))
        right["UAS"] += sum(a == b for a, b in zip(s.heads, found.heads))
        right["LAS"] += sum(a == b and universal(c) == universal(d) for a, b, c, d in
                            zip(s.heads, found.heads, s.deprels, found.deprels))
    count = sum(len(s.forms) for s in sentences)
    print(name, "  ".join(f"{kind} {100 * n / count:.2f}" for kind, n in right.items()), flush=True)


def draw(sentences, count, random):
    """So many sentences in their order; of those that speak to someone, which news has few of, twice the share."""
    chances = np.array([2.0 if SPOKEN & {form.lower() for form in s.forms} else 1.0 for s in sentences])
    chosen = random.choice(len(sentences), min(count, len(sentences)), replace=False, p=chances / chances.sum())
    return [sentences[i] for i in sorted(chosen)]


def parse_text(o, teachers, words, pieces, labels):
    """Sentences in the order of the file, a block of them at a time; goes on where it stopped."""
    sentences = conllu.read(o.parse)
    sentences = [s for s in sentences if len(s.forms) <= o.longest]
    if o.sentences:
        sentences = draw(sentences, o.sentences, np.random.default_rng(o.seed))
    for s in sentences:
        s.heads = []
    out, done, block = pathlib.Path(o.out), 0, 4000
    if out.exists():
        marks = [(int(line.split()[2]), line) for line in out.open(encoding="utf-8") if line.startswith("# done ")]
        done = marks[-1][0] if marks else 0
        text = out.read_text(encoding="utf-8")
        out.write_text(text[:text.rfind("# done ") + len(marks[-1][1])] if marks else "", encoding="utf-8")
    start, tokens = time.time(), 0
    left_over = sum(len(s.forms) for s in sentences[done:])
    with out.open("a", encoding="utf-8") as file:
        for at in range(done, len(sentences), block):
            now = sentences[at:at + block]
            for number, found in sorted(parse(now, teachers, words, pieces, labels), key=lambda one: one[0]):
                file.write(f"# confidence = {found.confidence():.4f}\n")
                for i, form in enumerate(now[number].forms):
                    file.write(f"{i + 1}\t{form}\t_\t{found.upos[i]}\t{found.xpos[i]}\t_\t{found.heads[i]}\t"
                               f"{found.deprels[i]}\t_\t{found.misc(i)}\n")
                file.write("\n")
            file.write(f"# done {at + len(now)}\n")
            file.flush()
            tokens += sum(len(s.forms) for s in now)
            rate = tokens / (time.time() - start)
            say(f"{at + len(now)} of {len(sentences)} sentences  {rate:.0f} tokens/s  "
                f"{(left_over - tokens) / rate:.0f} s left")


def keep_memory():
    """Has the C library keep what is freed: giving each step's arrays back and asking for them again takes long."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        trim_threshold, mmap_max = -1, -4
        libc.mallopt(trim_threshold, -1)
        libc.mallopt(mmap_max, 0)


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--train", action="append", default=[], metavar="FILE[:GENRE,…]",
                   help="a treebank to learn from; with genres, documents whose id names one of them")
    a.add_argument("--score", action="append", default=[], metavar="FILE", help="a treebank to score on")
    a.add_argument("--parse", metavar="FILE", help="CoNLL-U whose words are to be parsed")
    a.add_argument("--model", action="append", default=[], metavar="FILE",
                   help="the teacher to score or parse with; of several, trained on the same treebanks, the mean")
    a.add_argument("--out", metavar="FILE", help="where the teacher or its trees go; begun files are gone on with")
    a.add_argument("--passes", type=float, default=3)
    a.add_argument("--layers", type=int, default=5, help="layers of the encoder that are used (%(default)s of 6)")
    a.add_argument("--rate", type=float, default=2e-4, help="highest step of the encoder (%(default)s)")
    a.add_argument("--head-rate", type=float, default=1e-3, help="of what stands on it (%(default)s)")
    a.add_argument("--sentences", type=int, default=0, help="parse that many, drawn at random (default: all)")
    a.add_argument("--longest", type=int, default=60, help="longest sentence to parse, in words (%(default)s)")
    a.add_argument("--seed", type=int, default=1)
    o = a.parse_args()
    keep_memory()
    jax.config.update("jax_default_prng_impl", "rbg")
    package = encoder.open_package()
    pieces = encoder.Wordpieces(package)
    frozen, learned = encoder.load_encoder(package, o.layers)
    words = jnp.asarray(frozen["words"])
    if o.train:
        train(o, words, pieces, learned)
        return
    if not o.model:
        a.error("--train or --model is wanted")
    states = [load(path) for path in o.model]
    if any(state["labels"] != states[0]["labels"] for state in states):
        a.error("these teachers were not trained on the same treebanks")
    labels = Labels(states[0]["labels"])
    teachers = [jax.tree.map(jnp.asarray, state["p"]) for state in states]
    for path in o.score:
        score(path, conllu.read(path), teachers, words, pieces, labels)
    if o.parse:
        parse_text(o, teachers, words, pieces, labels)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        raise SystemExit("stopped; the same command goes on")

"""The teacher's network: tags, and a tree by biaffine scores (Dozat and Manning 2017), on top of the encoder."""

import jax
import jax.numpy as jnp
import numpy as np

import encoder

ARC, LABEL = 256, 80
SHAPES = 12


def word_shape(word):
    """How a word is written, which the encoder's lower case hides; 0 is for hidden."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 1 if any(c.isdigit() for c in word) else 2
    if any(c.isdigit() for c in word):
        return 3
    if all(c.islower() for c in letters):
        return 4
    if all(c.isupper() for c in letters):
        return 5 if len(letters) == 1 else 6 if len(letters) < 5 else 7
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return 8
    return 9 if letters[0].isupper() else 10


def initial(seed, sizes, learned):
    """Learned numbers of the whole: the encoder's, and random ones for what stands on it."""
    random = np.random.default_rng(seed)
    width = learned["positions"].shape[1]
    dense = lambda rows, columns, scale=1.0: {
        "w": (random.standard_normal((rows, columns)) * scale / rows ** 0.5).astype(np.float32),
        "b": np.zeros(columns, np.float32)}
    biaffine = lambda size, count: (random.standard_normal((size + 1, count, size + 1)) * 0.02).astype(np.float32)
    head = {"mix": np.zeros(len(learned["layers"]) + 1, np.float32), "mix_tags": np.zeros(
                len(learned["layers"]) + 1, np.float32),
            "shape": np.zeros((SHAPES, width), np.float32),
            "upos": dense(width, sizes["upos"]), "xpos": dense(width, sizes["xpos"]),
            "arc_dependent": dense(width, ARC), "arc_head": dense(width, ARC), "arc": biaffine(ARC, 1),
            "label_dependent": dense(width, LABEL), "label_head": dense(width, LABEL),
            "label": biaffine(LABEL, sizes["deprel"])}
    return jax.tree.map(jnp.asarray, {"encoder": learned, "head": head})


def with_one(x):
    return jnp.concatenate([x, jnp.ones(x.shape[:-1] + (1,), x.dtype)], axis=-1)


def mix(weights, layers):
    shares = jax.nn.softmax(weights)
    return sum(shares[i] * layer for i, layer in enumerate(layers))


def forward(words, p, batch, key=None, dropout=0.1, head_dropout=0.33):
    """Scores of tags and heads, and label vectors. Place 0 of the words is the root."""
    keys = [key]

    def drop_by(share, x):
        if key is None:
            return x
        keys[0], now = jax.random.split(keys[0])
        return jnp.where(jax.random.bernoulli(now, 1 - share, x.shape), x / (1 - share), 0)

    drop = lambda x: drop_by(dropout, x)
    drop_head = lambda x: drop_by(head_dropout, x)
    h = p["head"]
    layers = encoder.encode(words, p["encoder"], batch["pieces"], h["shape"][batch["shapes"]], drop)
    take = lambda x: 0.5 * (jnp.take_along_axis(x, batch["first"][..., None], 1) +
                            jnp.take_along_axis(x, batch["last"][..., None], 1))
    tagged, x = (drop_head(take(mix(h[name], layers))) for name in ("mix_tags", "mix"))
    hidden = lambda name: drop_head(jax.nn.leaky_relu(encoder.linear(h[name], x), 0.1))
    dependent, head = with_one(hidden("arc_dependent")), with_one(hidden("arc_head"))
    arcs = jnp.einsum("bid,dke,bje->bij", dependent, h["arc"], head, optimize=[(0, 1), (0, 1)])
    arcs = jnp.where(batch["present"][:, None, :], arcs, -1e9)
    # a word is not its own head
    arcs = arcs - 1e9 * jnp.eye(arcs.shape[-1])
    return {"upos": encoder.linear(h["upos"], tagged), "xpos": encoder.linear(h["xpos"], tagged), "arcs": arcs,
            "label_dependent": with_one(hidden("label_dependent")), "label_head": with_one(hidden("label_head"))}


def label_scores(p, out, heads):
    chosen = jnp.take_along_axis(out["label_head"], heads[..., None], 1)
    half = jnp.einsum("bid,dke->bike", out["label_dependent"], p["head"]["label"])
    return jnp.einsum("bike,bie->bik", half, chosen)


def loss(p, words, batch, key):
    out = forward(words, p, batch, key)
    count = batch["real"].sum()

    def lost(scores, right):
        each = -jnp.take_along_axis(jax.nn.log_softmax(scores), right[..., None], -1)[..., 0]
        return jnp.where(batch["real"], each, 0).sum() / count

    return (lost(out["arcs"], batch["heads"]) + lost(label_scores(p, out, batch["heads"]), batch["deprels"]) +
            0.5 * lost(out["upos"], batch["upos"]) + 0.5 * lost(out["xpos"], batch["xpos"]))


@jax.jit
def predict(p, words, batch):
    """Per word: tags, log probabilities of heads and, for every word's best head, of labels."""
    out = forward(words, p, batch)
    return {"upos": jax.nn.log_softmax(out["upos"]), "xpos": jax.nn.log_softmax(out["xpos"]),
            "arcs": jax.nn.log_softmax(out["arcs"]),
            "label_dependent": out["label_dependent"], "label_head": out["label_head"]}


@jax.jit
def predict_labels(p, out, heads):
    return jax.nn.log_softmax(label_scores(p, out, heads))

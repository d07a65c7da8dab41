"""Sentence embeddings by the model's own parts in Python, to compare Lockstep's with.

Needs onnxruntime, tokenizers and numpy. Shares no code with Lockstep: Hugging Face's tokenizers, ONNX Runtime,
mean pooling and L2 norm as the model card of sentence-transformers/all-MiniLM-L6-v2 writes them, each text in a
batch of its own. Writes minilm-reference.json.

The model is quantised: a difference in the last bit of an activation can move a rounding, and a vector by 0.02. The
stored values are those of the ONNX Runtime that Lockstep uses, 1.29.0, on x86-64 with AVX-512 VNNI. `stable` marks the
texts whose vector is the same within 1e-4 with and without graph optimisation.

    python3 text_reference.py FOLDER > ../resources/dev/lockstep/inference/onnx/minilm-reference.json

FOLDER is that of the model `minilm` in Lockstep's cache.
"""
import json
import sys

import numpy
import onnxruntime
import tokenizers

TEXTS = [
    "The quick brown fox jumps over the lazy dog.",
    "hello",
    "Can you hear me in the back of the room?",
    "Quarterly revenue grew by twelve percent, thanks to the new product line.",
    "ÜBER naïve Façade crème brûlée",
    "🎉🚀 great talk!!! 👩‍👩‍👧‍👦",
    "שלום עולם، مرحبا بالعالم",
    "看不到屏幕 画面が見えません",
    "tab\tnew\nline\r\x00nul\x07bell\u200bzero\u202ewidth",
    "word " * 2000,
    "unbelievablylongwordwithoutanyspaces" * 8,
]


def embed(session, ids):
    states = session.run(
        None,
        {
            "input_ids": ids,
            "attention_mask": numpy.ones_like(ids),
            "token_type_ids": numpy.zeros_like(ids),
        },
    )[0]
    mean = states[0].mean(axis=0)
    return mean / numpy.linalg.norm(mean)


def main(folder):
    plain = onnxruntime.SessionOptions()
    plain.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    sessions = [
        onnxruntime.InferenceSession(folder + "/model.onnx", options)
        for options in (onnxruntime.SessionOptions(), plain)
    ]
    tokenizer = tokenizers.Tokenizer.from_file(folder + "/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    result = []
    for text in TEXTS:
        ids = numpy.array([tokenizer.encode(text).ids], numpy.int64)
        vector, other = (embed(session, ids) for session in sessions)
        result.append(
            {
                "text": text,
                "ids": ids[0].tolist(),
                "stable": bool(numpy.abs(vector - other).max() < 1e-4),
                "vector": [round(float(value), 5) for value in vector],
            }
        )
    json.dump(result, sys.stdout, ensure_ascii=True)
    print()


main(sys.argv[1])

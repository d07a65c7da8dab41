"""What both consumers of our audio topic need: Confluent Avro and utterances by silero VAD."""
import io
import json
import struct
import urllib.request

import fastavro
import numpy
import onnxruntime

RATE, WINDOW, CONTEXT = 16000, 512, 64
SILENCE_MS, PAD_MS, LONGEST_S = 500, 200, 28


def load_vad(path):
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = settings.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(path, settings, providers=["CPUExecutionProvider"])


def samples_of(chunk):
    return numpy.frombuffer(chunk["payload"], "<i2").astype(numpy.float32) / 32768


class Vad:
    """Cuts one stream into utterances."""

    def __init__(self, model):
        self.model = model
        self.state = numpy.zeros((2, 1, 128), numpy.float32)
        self.context = numpy.zeros(CONTEXT, numpy.float32)
        self.rest = numpy.zeros(0, numpy.float32)
        self.before = numpy.zeros(0, numpy.float32)
        self.speech, self.silent = [], 0

    def add(self, samples):
        """The utterances that end in these samples."""
        self.rest = numpy.concatenate([self.rest, samples])
        while len(self.rest) >= WINDOW:
            window, self.rest = self.rest[:WINDOW], self.rest[WINDOW:]
            ended = self.step(window)
            if ended is not None:
                yield ended

    def step(self, window):
        inputs = {"input": numpy.concatenate([self.context, window])[None, :],
                  "state": self.state, "sr": numpy.array(RATE, numpy.int64)}
        probability, self.state = self.model.run(None, inputs)
        self.context = window[-CONTEXT:]
        speaks = float(probability[0, 0]) > (0.35 if self.speech else 0.5)
        if not self.speech and not speaks:
            self.before = numpy.concatenate([self.before, window])[-RATE * PAD_MS // 1000:]
            return None
        if not self.speech:
            self.speech = [self.before]
        self.speech.append(window)
        self.silent = 0 if speaks else self.silent + WINDOW
        if self.silent * 1000 >= SILENCE_MS * RATE or len(self.speech) * WINDOW > LONGEST_S * RATE:
            return self.end()
        return None

    def end(self):
        """What is spoken so far, or None."""
        speech, self.speech, self.silent = self.speech, [], 0
        self.before = numpy.zeros(0, numpy.float32)
        return numpy.concatenate(speech) if speech else None


class Decoder:
    """Confluent Avro."""

    def __init__(self, registry):
        self.registry, self.schemas = registry, {}

    def __call__(self, value):
        magic, schema_id = struct.unpack(">bI", value[:5])
        assert magic == 0, "not Confluent Avro"
        if schema_id not in self.schemas:
            with urllib.request.urlopen("%s/schemas/ids/%d" % (self.registry, schema_id)) as r:
                self.schemas[schema_id] = fastavro.parse_schema(
                    json.loads(json.load(r)["schema"]))
        return fastavro.schemaless_reader(io.BytesIO(value[5:]), self.schemas[schema_id], None)

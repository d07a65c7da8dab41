"""A consumer as most teams would write it: Kafka, silero VAD, faster-whisper, finals only.

One thread polls, decodes Avro and finds utterances; two workers with one thread each transcribe and
publish. Options: bootstrap, registry, audio_topic, text_topic, model, vad, workers, beam.
"""
import io
import json
import os
import queue
import struct
import threading
import time
import urllib.request

import fastavro
import numpy
import onnxruntime
from confluent_kafka import Consumer, Producer, TopicPartition
from faster_whisper import WhisperModel

from peer_protocol import Session

RATE, WINDOW, CONTEXT = 16000, 512, 64
SILENCE_MS, PAD_MS, LONGEST_S = 500, 200, 28


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


def work(session, jobs, producer, topic, loaded):
    options = session.options
    try:
        model = WhisperModel(options["model"], device="cpu", compute_type="int8", cpu_threads=1)
        loaded.wait()
        while True:
            stream, line, speech = jobs.get()
            segments, _ = model.transcribe(speech, language="en", beam_size=options["beam"])
            text = " ".join(s.text.strip() for s in segments)
            producer.produce(topic, key=stream, value=json.dumps(
                {"stream": stream, "line": line, "text": text}).encode())
            producer.poll(0)
            jobs.task_done()
    except Exception as e:
        session.fail("the plain consumer failed: %s" % e)


def consume(session, consumer, jobs):
    decode = Decoder(session.options["registry"])
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = settings.inter_op_num_threads = 1
    model = onnxruntime.InferenceSession(
        session.options["vad"], settings, providers=["CPUExecutionProvider"])
    vads, lines, open_streams = {}, {}, {s["id"] for s in session.plan["streams"]}
    while open_streams and session.now_ms() < session.deadline_ms:
        message = consumer.poll(0.1)
        if message is None:
            continue
        if message.error():
            session.fail("the plain consumer lost Kafka: %s" % message.error())
        chunk = decode(message.value())
        stream = chunk["stream_id"]
        due_us = chunk["event_time_us"] + chunk["duration_us"]
        session.late(time.time() * 1e3 - due_us / 1e3)
        samples = numpy.frombuffer(chunk["payload"], "<i2").astype(numpy.float32) / 32768
        vad = vads.setdefault(stream, Vad(model))
        ended = list(vad.add(samples))
        if chunk["end_of_stream"]:
            open_streams.discard(stream)
            ended.append(vad.end())
        for speech in ended:
            if speech is not None:
                lines[stream] = lines.get(stream, -1) + 1
                jobs.put((stream, lines[stream], speech))


def main():
    session = Session()
    options = session.options
    producer = Producer({"bootstrap.servers": options["bootstrap"], "linger.ms": 5})
    consumer = Consumer({"bootstrap.servers": options["bootstrap"], "group.id": "plain",
                         "enable.auto.commit": False, "fetch.wait.max.ms": 50})
    topic = options["audio_topic"]
    partitions = consumer.list_topics(topic, 30).topics[topic].partitions
    consumer.assign([TopicPartition(topic, p, 0) for p in partitions])
    jobs, loaded = queue.Queue(), threading.Barrier(options["workers"] + 1)
    workers = [
        threading.Thread(
            target=work, args=(session, jobs, producer, options["text_topic"], loaded),
            daemon=True)
        for _ in range(options["workers"])]
    for worker in workers:
        worker.start()
    loaded.wait()
    session.ready([os.getpid()])
    consume(session, consumer, jobs)
    while jobs.unfinished_tasks and session.now_ms() < session.deadline_ms:
        time.sleep(0.05)
    producer.flush(10)
    session.done()


main()

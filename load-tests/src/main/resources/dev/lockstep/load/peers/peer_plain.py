"""A consumer as most teams would write it: Kafka, silero VAD, faster-whisper, finals only.

One thread polls, decodes Avro and finds utterances; two workers with one thread each transcribe and
publish. Options: bootstrap, registry, audio_topic, text_topic, model, vad, workers, beam.
"""
import json
import os
import queue
import threading
import time

from confluent_kafka import Consumer, Producer, TopicPartition
from faster_whisper import WhisperModel

from peer_protocol import Session
from utterances import Decoder, Vad, load_vad, samples_of


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
    model = load_vad(session.options["vad"])
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
        vad = vads.setdefault(stream, Vad(model))
        ended = list(vad.add(samples_of(chunk)))
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

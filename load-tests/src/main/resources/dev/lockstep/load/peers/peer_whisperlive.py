"""WhisperLive's server with faster-whisper, over its WebSocket protocol.

Options: model (CTranslate2 folder), same_output_threshold. The server is a process of its own and
the one that counts; the clients here do what its Client class does, which needs PyAudio.
"""
import json
import os
import socket
import subprocess
import sys
import threading
import time

from peer_protocol import Session

SERVER = """
import sys
from whisper_live.server import TranscriptionServer
TranscriptionServer().run("127.0.0.1", port=int(sys.argv[1]), backend="faster_whisper",
                          max_clients=int(sys.argv[2]), max_connection_time=86400)
"""


class Lines:
    """Lines from segments, by the rule of its own client: a completed one that starts before the
    last one's end is a repetition."""

    def __init__(self, session, stream):
        self.session, self.stream = session, stream
        self.count, self.end, self.tentative = 0, 0.0, None

    def take(self, segments):
        for i, segment in enumerate(segments):
            text = segment["text"].strip()
            if segment.get("completed"):
                if self.count == 0 or float(segment["start"]) >= self.end:
                    self.session.shown(self.stream, self.count, text, True)
                    self.count, self.end, self.tentative = (
                        self.count + 1, float(segment["end"]), None)
            elif i == len(segments) - 1 and text != self.tentative:
                self.session.shown(self.stream, self.count, text, False)
                self.tentative = text


class Client:
    def __init__(self, session, stream, port):
        from websockets.sync.client import connect
        self.session, self.stream = session, stream
        self.ready = threading.Event()
        self.problem = None
        self.socket = connect("ws://127.0.0.1:%d" % port, max_size=None, open_timeout=60)
        self.socket.send(json.dumps({
            "uid": stream["id"], "language": "en", "task": "transcribe",
            "model": session.options["model"], "use_vad": True, "send_last_n_segments": 10,
            "no_speech_thresh": 0.45, "clip_audio": False,
            "same_output_threshold": session.options["same_output_threshold"]}))
        threading.Thread(target=self.receive, daemon=True).start()

    def receive(self):
        lines = Lines(self.session, self.stream["id"])
        try:
            for message in self.socket:
                message = json.loads(message)
                if message.get("message") == "SERVER_READY":
                    self.ready.set()
                elif message.get("status") in ("ERROR", "WAIT"):
                    self.problem = "WhisperLive refused a client: %s" % message.get("message")
                    self.ready.set()
                elif message.get("segments") and self.session.start_ns:
                    lines.take(message["segments"])
        except Exception as e:
            self.problem = "WhisperLive hung up: %s" % e
            self.ready.set()

    def feed(self):
        import numpy
        try:
            for data in self.session.chunks(self.stream):
                samples = numpy.frombuffer(data, dtype="<i2").astype(numpy.float32) / 32768
                self.socket.send(samples.tobytes())
        except Exception as e:
            self.session.fail("WhisperLive took no more sound: %s" % (self.problem or e))


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for_server(session, server, port):
    while True:
        if server.poll() is not None:
            session.fail("WhisperLive's server ended with code %d" % server.returncode)
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.2)


def main():
    session = Session()
    streams = session.plan["streams"]
    port = free_port()
    # One model a client and one thread each was the best of its settings with several clients.
    threads = "2" if len(streams) == 1 else "1"
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(port), str(len(streams))],
        env=dict(os.environ, OMP_NUM_THREADS=threads, HF_HUB_OFFLINE="1"))
    try:
        wait_for_server(session, server, port)
        clients = [Client(session, stream, port) for stream in streams]
        for client in clients:
            client.ready.wait(120)
            if client.problem or not client.ready.is_set():
                session.fail(client.problem or "WhisperLive did not load its model in 120 s")
        session.ready([server.pid])
        feeders = [threading.Thread(target=c.feed, daemon=True) for c in clients]
        for feeder in feeders:
            feeder.start()
        for feeder in feeders:
            feeder.join()
        # It completes a line when it has said the same long enough, so it gets the whole time.
        session.sleep_until(session.deadline_ms)
        session.done()
    finally:
        server.kill()


main()

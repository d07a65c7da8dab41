"""What the scripts of all peers share: the line protocol with the benchmark, the clock, the feeder.

The benchmark writes one JSON object a line to standard input: the plan, then the moment at which
the first sample is due on CLOCK_MONOTONIC. It closes the input when it wants no more.
A script writes one JSON object a line to standard output:
  {"ready": true, "pids": [...]}                 loaded; the processes whose CPU and memory count
  {"stream": id, "line": n, "text": ..., "settled": bool, "at_ms": t}    what a viewer now sees
  {"done": true, "worst_backlog_ms": t}          nothing follows
  {"error": "one sentence"}                      it cannot go on
Times are ms after the stream's first sample was due, which is its offset_ms after the start. A chunk is due when its last sample is.
"""
import json
import os
import signal
import sys
import threading
import time


class Session:
    """One trial, from the script's side. Thread-safe; may be used by forked children."""

    def __init__(self):
        # Libraries print as they like: the protocol has standard output for itself.
        self._out = os.dup(1)
        # A group of its own, so that all its processes end with it.
        os.setpgid(0, 0)
        os.dup2(2, 1)
        self.plan = json.loads(sys.stdin.readline())
        self._lock = threading.Lock()
        self.start_ns = None
        self.worst_backlog_ms = 0.0

    @property
    def options(self):
        return self.plan["options"]

    @property
    def deadline_ms(self):
        """When the trial is over, whatever has been done by then."""
        return self.plan["played_ms"] + self.plan["drain_ms"]

    def _send(self, message):
        # One write a line, shorter than a pipe takes at once: lines of several processes stay whole.
        data = (json.dumps(message) + "\n").encode()
        with self._lock:
            os.write(self._out, data)

    def ready(self, pids):
        """Tells that all is loaded and waits for the start; ends all when none comes."""
        self._send({"ready": True, "pids": pids})
        line = sys.stdin.readline()
        if not line:
            os.killpg(0, signal.SIGKILL)
        self.start_ns = json.loads(line)["start_ns"]
        threading.Thread(target=self._end_with_benchmark, daemon=True).start()

    def _end_with_benchmark(self):
        while sys.stdin.readline():
            pass
        os.killpg(0, signal.SIGKILL)

    def _offset_ms(self, stream):
        return next(s["offset_ms"] for s in self.plan["streams"] if s["id"] == stream)

    def now_ms(self):
        return (time.monotonic_ns() - self.start_ns) / 1e6

    def sleep_until(self, at_ms):
        wait = at_ms - self.now_ms()
        if wait > 0:
            time.sleep(wait / 1e3)

    def shown(self, stream, line, text, settled):
        self._send({"stream": stream, "line": line, "text": text, "settled": settled,
                    "at_ms": round(self.now_ms() - self._offset_ms(stream), 3)})

    def late(self, ms):
        self.worst_backlog_ms = max(self.worst_backlog_ms, ms)

    def done(self, worst_backlog_ms=None):
        worst = self.worst_backlog_ms if worst_backlog_ms is None else worst_backlog_ms
        self._send({"done": True, "worst_backlog_ms": round(worst, 3)})

    def fail(self, sentence):
        self._send({"error": sentence})
        os.killpg(0, signal.SIGKILL)

    def chunks(self, stream):
        """Yields the stream's chunks, bytes of 16 kHz mono s16le, each no sooner than it is due."""
        size = self.plan["chunk_ms"] * 32
        with open(stream["pcm"], "rb") as f:
            due_ms = stream["offset_ms"]
            while due_ms < self.plan["played_ms"]:
                data = f.read(size)
                if not data:
                    return
                due_ms += len(data) / 32
                self.sleep_until(due_ms)
                late_ms = self.now_ms() - due_ms
                self.late(late_ms)
                if self.now_ms() > self.deadline_ms:
                    return
                yield data

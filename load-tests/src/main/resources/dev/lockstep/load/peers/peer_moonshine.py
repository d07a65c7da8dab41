"""moonshine-voice's own streaming transcriber, one process a stream; options: models, patched."""
import multiprocessing
import os
import threading

from peer_protocol import Session


def caption(session, stream, loaded, start, backlog):
    import numpy
    if session.options["patched"]:
        import moonshine_patch
        moonshine_patch.apply()
    from moonshine_voice import transcriber as binding
    from moonshine_voice.moonshine_api import ModelArch

    class Listener(binding.TranscriptEventListener):
        def __init__(self):
            self.lines = {}

        def tell(self, event, settled):
            n = self.lines.setdefault(event.line.line_id, len(self.lines))
            session.shown(stream["id"], n, event.line.text, settled)

        def on_line_text_changed(self, event):
            self.tell(event, False)

        def on_line_completed(self, event):
            self.tell(event, True)

    transcriber = binding.Transcriber(
        session.options["models"], ModelArch.TINY, update_interval=0.5)
    transcriber.add_listener(Listener())
    transcriber.start()
    loaded.put(os.getpid())
    session.start_ns = start.get()
    for data in session.chunks(stream):
        samples = numpy.frombuffer(data, dtype="<i2").astype(numpy.float32) / 32768
        transcriber.add_audio(samples.tolist(), 16000)
    transcriber.stop()
    backlog.put(session.worst_backlog_ms)


def main():
    session = Session()
    fork = multiprocessing.get_context("fork")
    loaded, start, backlog = fork.Queue(), fork.Queue(), fork.Queue()
    children = [
        fork.Process(target=caption, args=(session, s, loaded, start, backlog), daemon=True)
        for s in session.plan["streams"]]
    for child in children:
        child.start()

    def watch():
        for child in children:
            child.join()
            if child.exitcode:
                session.fail("a process of moonshine-voice ended with code %d" % child.exitcode)

    threading.Thread(target=watch, daemon=True).start()
    pids = [loaded.get() for _ in children]
    session.ready(pids + [os.getpid()])
    for _ in children:
        start.put(session.start_ns)
    session.done(max(backlog.get() for _ in children))


main()

"""A peer that behaves as it is told: fake_peer.py MANNER SCRIPTS; it hears nothing of the sound."""
import os
import sys
import time

sys.path.insert(0, sys.argv[2])
from peer_protocol import Session  # noqa: E402

manner = sys.argv[1]
if manner == "dies-at-once":
    sys.exit("no such model")
session = Session()
print("a library that prints as it likes")
if manner == "fails":
    session.fail("the model is broken")
if manner == "never-ready":
    time.sleep(60)
if manner == "garbage":
    os.write(session._out, b"hello\n")
session.ready([os.getpid()])
first = session.plan["streams"][0]
if manner == "unknown-stream":
    session.plan["streams"].append({"id": "another", "offset_ms": 0})
    session.shown("another", 0, "x", True)
if manner == "done-too-soon":
    session.done()
if manner == "dies":
    os._exit(7)
if manner == "behaves":
    for stream in session.plan["streams"]:
        heard = sum(len(data) for data in session.chunks(stream))
        session.shown(stream["id"], 0, "heard %d bytes" % heard, False)
        session.shown(stream["id"], 0, "heard %d bytes." % heard, True)
if manner == "late":
    session.sleep_until(session.plan["played_ms"])
    session.late(1234.5)
if manner == "never-done":
    time.sleep(60)
session.sleep_until(session.plan["played_ms"] + 50)
session.done()

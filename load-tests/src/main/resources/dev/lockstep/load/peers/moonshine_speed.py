"""Streams a WAV through moonshine-voice as fast as it goes and prints CPU-seconds per audio-second.

Usage: moonshine_speed.py MODEL_FOLDER CLIP.wav MINUTES stock|patched
One JSON object a minute of sound on standard output, a last one with "total": true and the text.
"patched" leaves out the line of the binding that copies every past line's sound at each update.
"""
import ctypes
import json
import resource
import sys
import wave

import moonshine_patch
from moonshine_voice import transcriber as binding
from moonshine_voice.moonshine_api import ModelArch

def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def rss_mb():
    with open("/proc/self/status") as f:
        return next(int(x.split()[1]) // 1024 for x in f if x.startswith("VmRSS"))


def main():
    folder, clip, minutes, variant = sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4]
    if variant == "patched":
        moonshine_patch.apply()
    with wave.open(clip) as f:
        assert f.getframerate() == 16000 and f.getnchannels() == 1
        data = f.readframes(f.getnframes())
    samples = [s / 32768 for s in (ctypes.c_short * (len(data) // 2)).from_buffer_copy(data)]
    lines = []

    class Listener(binding.TranscriptEventListener):
        def on_line_completed(self, event):
            lines.append(event.line.text)

    transcriber = binding.Transcriber(folder, ModelArch.TINY, update_interval=0.5)
    transcriber.add_listener(Listener())
    transcriber.start()
    begin = last = cpu()
    fed, at, minute, wanted = 0, 0, 0, int(minutes * 60 * 16000)
    while fed < wanted:
        chunk = samples[at:at + 1600]
        at = at + 1600 if at + 1600 < len(samples) else 0
        transcriber.add_audio(chunk, 16000)
        fed += len(chunk)
        if fed // 960000 > minute:
            minute = fed // 960000
            now = cpu()
            print(json.dumps({"minute": minute, "cpu_seconds_per_audio_second": (now - last) / 60,
                              "rss_mb": rss_mb()}), flush=True)
            last = now
    transcriber.stop()
    print(json.dumps({"total": True, "audio_seconds": fed / 16000, "rss_mb": rss_mb(),
                      "cpu_seconds_per_audio_second": (cpu() - begin) / (fed / 16000),
                      "text": " ".join(lines)}), flush=True)
    transcriber.close()


main()

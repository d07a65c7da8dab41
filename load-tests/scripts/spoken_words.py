#!/usr/bin/env python3
"""Speaks sentences with espeak-ng and writes a WAV and the true start of every word.

Usage: spoken_words.py OUT.wav OUT.json   (needs libespeak-ng, Debian package espeak-ng)
The JSON is {"words": [{"text": …, "start_ms": …, "end_ms": …}, …]}; a word ends where the next
begins, or where the sentence ends.
"""
import ctypes
import json
import struct
import sys
import wave

SENTENCES = [
    "The committee will meet again on Thursday, because nobody agreed on the budget.",
    "She opened the window, looked at the grey sky, and closed it without a word.",
    "Our next train leaves from platform nine in about twenty minutes.",
    "If the pressure drops below the limit, turn the red valve slowly to the left.",
    "Most of the visitors came by bicycle, although the rain had hardly stopped.",
    "Please write your name and address on the back of the photograph.",
]
WORD, SENTENCE, END, TERMINATED = 1, 2, 5, 6
SAMPLES, PAUSE_MS = 16000, 600


class Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int), ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int), ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int), ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p), ("id", ctypes.c_char * 8)]


def speak(lib, rate, text):
    samples, words = [], []

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int,
                      ctypes.POINTER(Event))
    def callback(wav, count, events):
        if wav and count:
            samples.extend(wav[:count])
        i = 0
        while events[i].type != 0:
            if events[i].type == WORD:
                at = events[i].text_position - 1
                words.append([at, events[i].length, events[i].audio_position])
            i += 1
        return 0

    lib.espeak_SetSynthCallback(callback)
    data = text.encode()
    lib.espeak_Synth(data, len(data) + 1, 0, 1, 0, 1, None, None)
    lib.espeak_Synchronize()
    return samples, words


def main():
    lib = ctypes.CDLL("libespeak-ng.so.1")
    rate = lib.espeak_Initialize(1, 0, None, 0)
    lib.espeak_SetVoiceByName(b"en-us")
    lib.espeak_SetParameter(1, 150, 0)
    out, truth = [], []
    for sentence in SENTENCES:
        samples, words = speak(lib, rate, sentence)
        offset = len(out) * 1000 / rate
        loud = max(i for i, s in enumerate(samples) if abs(s) > 200)
        # espeak-ng joins some short words ("on the") and reports the first only: the pair is one entry.
        for i, (at, _, start) in enumerate(words):
            last = i + 1 == len(words)
            text = sentence[at:] if last else sentence[at:words[i + 1][0]]
            end = loud * 1000 / rate if last else words[i + 1][2]
            truth.append({"text": text.strip(), "start_ms": offset + start, "end_ms": offset + end})
        out += samples[:loud + rate // 50] + [0] * (rate * PAUSE_MS // 1000)
    with wave.open(sys.argv[1], "wb") as f:
        f.setnchannels(1)
        f.setsampwidth(2)
        f.setframerate(rate)
        f.writeframes(struct.pack("<%dh" % len(out), *out))
    with open(sys.argv[2], "w") as f:
        json.dump({"words": truth}, f, indent=1)


main()

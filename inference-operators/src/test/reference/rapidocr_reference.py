#!/usr/bin/env python3
"""What the RapidOCR package reads in pictures, with PP-OCRv4 of its own: for comparison, by hand.

Needs `pip install rapidocr-onnxruntime==1.4.4`, and the pictures that ReferencePictures writes:

    rapidocr_reference.py PICTURE...
"""
import sys

from rapidocr_onnxruntime import RapidOCR

engine = RapidOCR()
for path in sys.argv[1:]:
    print(path)
    for box, line, score in engine(path)[0] or []:
        x, y = min(p[0] for p in box), min(p[1] for p in box)
        print(f"  {line!r} score {float(score):.4f} at {x:.1f} {y:.1f}")

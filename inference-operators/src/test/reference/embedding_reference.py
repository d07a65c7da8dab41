#!/usr/bin/env python3
"""Reference values of PictureEncoderTest: the picture processor of Hugging Face's CLIP, and the test's graph in numpy.

Needs `pip install "transformers<5"` (with numpy and Pillow), and the pictures that ReferencePictures writes:

    embedding_reference.py PICTURE...

The graph gives the mean of each column of each colour's plane; here and there its output is divided by its length.
"""
import sys

import numpy as np
from PIL import Image
from transformers import CLIPImageProcessor

processor = CLIPImageProcessor(size={"shortest_edge": 32}, crop_size={"height": 32, "width": 32})
for path in sys.argv[1:]:
    planes = processor(Image.open(path).convert("RGB"), return_tensors="np")["pixel_values"]
    vector = planes.astype(np.float64).mean(2).ravel()
    vector /= np.linalg.norm(vector)
    print(path, planes.shape, [round(float(v), 6) for v in vector[[0, 15, 31, 32, 47, 63, 64, 79, 95]]])

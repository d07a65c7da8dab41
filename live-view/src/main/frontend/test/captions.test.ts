import assert from "node:assert/strict";
import { test } from "node:test";
import { Announcer } from "../src/state/announcer";
import { CaptionLog } from "../src/state/captionLog";
import { WindowStore } from "../src/state/windowStore";
import { caption, modality, window } from "./samples";

const texts = (log: CaptionLog): string[] => log.list().map((one) => one.committed);

test("a newer revision replaces, an older one and the same again do not", () => {
  const log = new CaptionLog(10);
  assert.equal(log.merge(caption({ revision: 1, committed: "hello" })), "added");
  assert.equal(log.merge(caption({ revision: 0, committed: "hell" })), "stale");
  assert.equal(log.merge(caption({ revision: 1, committed: "hello" })), "stale");
  assert.equal(log.merge(caption({ revision: 2, committed: "hello world" })), "changed");
  assert.deepEqual(texts(log), ["hello world"]);
});

test("the settled form of the same revision is news", () => {
  const log = new CaptionLog(10);
  log.merge(caption({ revision: 3, is_final: true }));
  assert.equal(log.merge(caption({ revision: 3, is_final: true, settled: true })), "changed");
});

test("captions stand in order of time, whichever comes first, and also of two sources", () => {
  const log = new CaptionLog(10);
  log.merge(caption({ utterance: 2, start_ms: 9000, committed: "c" }));
  log.merge(caption({ utterance: 0, start_ms: 1000, committed: "a" }));
  log.merge(caption({ source: "second", utterance: 0, start_ms: 5000, committed: "b" }));
  assert.deepEqual(texts(log), ["a", "b", "c"]);
});

test("the oldest go when there are too many", () => {
  const log = new CaptionLog(2);
  for (let n = 0; n < 4; n++) {
    log.merge(caption({ utterance: n, start_ms: n * 1000, committed: String(n) }));
  }
  assert.deepEqual(
    log.trim().map((one) => one.committed),
    ["0", "1"],
  );
  assert.deepEqual(texts(log), ["2", "3"]);
});

test("the nearest caption is the one that is spoken, or else the closest", () => {
  const log = new CaptionLog(10);
  log.merge(caption({ utterance: 0, start_ms: 0, end_ms: 1000, committed: "a" }));
  log.merge(caption({ utterance: 1, start_ms: 5000, end_ms: 8000, committed: "b" }));
  assert.equal(log.nearest(7900)?.committed, "b");
  assert.equal(log.nearest(2000)?.committed, "a");
  assert.equal(new CaptionLog(1).nearest(0), undefined);
});

test("a screen reader is told committed words once, in phrases", () => {
  const announcer = new Announcer();
  assert.equal(announcer.take(caption({ committed: "one two", tentative: "three" })), "");
  assert.equal(announcer.take(caption({ committed: "one two three four five six" })), "one two three four five six");
  assert.equal(announcer.take(caption({ committed: "one two three four five six" })), "");
  assert.equal(
    announcer.take(caption({ committed: "one two three four five six seven.", is_final: true })),
    "seven.",
  );
});

test("what was there before is not told", () => {
  const announcer = new Announcer();
  announcer.skip(caption({ committed: "long ago" }));
  assert.equal(announcer.take(caption({ committed: "long ago", is_final: true })), "");
});

test("a window that lacked a modality and gets it came late", () => {
  const store = new WindowStore(10);
  store.merge(window({ modalities: [modality("audio", "missing", "not-yet")] }));
  assert.equal(store.cameLate(0, "audio"), false);
  assert.equal(store.merge(window({ revision: 1 })), true);
  assert.equal(store.cameLate(0, "audio"), true);
  assert.equal(store.merge(window({ revision: 0 })), false);
});

test("windows are bounded and found by time", () => {
  const store = new WindowStore(2);
  for (let n = 0; n < 3; n++) {
    store.merge(window({ index: n, start_ms: n * 1000, end_ms: n * 1000 + 1000 }));
  }
  assert.deepEqual(
    store.between(0, 10_000).map((one) => one.index),
    [1, 2],
  );
  assert.deepEqual(
    store.between(1000, 2000).map((one) => one.index),
    [1],
  );
  assert.equal(store.end(), 3000);
});

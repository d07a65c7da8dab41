import assert from "node:assert/strict";
import { test } from "node:test";
import { waitBefore } from "../src/api/connection";
import { parseRoute, searchHash, streamHash } from "../src/router";
import { DEFAULTS, parseSettings } from "../src/state/settings";
import { marked } from "../src/search/marks";
import { figure, isoDuration, latency, parseTimeCode, preciseTimeCode, signedMs, timeCode } from "../src/ui/timecode";

test("time codes have hours only where there are any", () => {
  assert.equal(timeCode(0), "0:00");
  assert.equal(timeCode(75_999), "1:15");
  assert.equal(timeCode(3_723_000), "1:02:03");
  assert.equal(timeCode(-5000), "-0:05");
  assert.equal(preciseTimeCode(75_678), "1:15.6");
  assert.equal(isoDuration(75_500), "PT75.5S");
});

test("time codes are read as people write them", () => {
  assert.equal(parseTimeCode("75"), 75_000);
  assert.equal(parseTimeCode("1:15.5"), 75_500);
  assert.equal(parseTimeCode(" 1:02:03 "), 3_723_000);
  assert.equal(parseTimeCode("soon"), null);
  assert.equal(parseTimeCode("1:2:3:4"), null);
});

test("latencies and skews are short", () => {
  assert.equal(latency(84.4), "84 ms");
  assert.equal(latency(1234), "1.23 s");
  assert.equal(signedMs(12.4), "+12 ms");
  assert.equal(signedMs(-12), "−12 ms");
  assert.equal(figure(1500, "ms"), "1.50 s");
  assert.equal(figure(0.125, "share"), "12.5 %");
  assert.equal(figure(98, "%"), "98 %");
  assert.equal(figure(0.2, "per word"), "0.2 per word");
});

test("routes survive names of any kind", () => {
  const name = "<img src=x>/?#%&ü";
  assert.deepEqual(parseRoute(streamHash(name, 1234.4)), { page: "stream", stream: name, atMs: 1234 });
  assert.deepEqual(parseRoute("#/streams/a?t=-1"), { page: "stream", stream: "a", atMs: null });
  assert.deepEqual(parseRoute("#/streams/%E0%A4%A"), { page: "stream", stream: "%E0%A4%A", atMs: null });
  assert.deepEqual(parseRoute("#/nonsense"), { page: "streams" });
});

test("a search keeps what was asked and nothing empty", () => {
  const hash = searchHash(new URLSearchParams({ q: "fish & chips", stream: "" }));
  const route = parseRoute(hash);
  assert.equal(route.page === "search" && route.parameters.get("q"), "fish & chips");
  assert.equal(route.page === "search" && route.parameters.has("stream"), false);
});

test("settings that make no sense fall back one by one", () => {
  assert.deepEqual(parseSettings("{"), DEFAULTS);
  assert.deepEqual(parseSettings(null), DEFAULTS);
  assert.deepEqual(parseSettings('{"theme":"dark","captionSize":7,"announce":false}'), {
    ...DEFAULTS,
    theme: "dark",
    announce: false,
  });
});

test("words of the query are marked wherever they begin a word, whatever their case", () => {
  assert.deepEqual(marked("The Rivers of river-land", "river the"), [
    { text: "The", hit: true },
    { text: " ", hit: false },
    { text: "Rivers", hit: true },
    { text: " of ", hit: false },
    { text: "river", hit: true },
    { text: "-land", hit: false },
  ]);
  assert.deepEqual(marked("a+b (c)", "(("), [{ text: "a+b (c)", hit: false }]);
});

test("reconnecting waits longer and longer, up to a bound", () => {
  assert.deepEqual([0, 1, 2, 3, 10].map(waitBefore), [250, 500, 1000, 2000, 4000]);
});

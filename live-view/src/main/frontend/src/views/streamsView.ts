import { fetchStreams } from "../api/client";
import type { StreamSummary } from "../api/types";
import { type Route, streamHash } from "../router";
import { el, fill, setText } from "../ui/dom";
import { badge } from "../ui/panel";
import { latency, timeCode } from "../ui/timecode";
import type { View } from "./view";

const EVERY_MS = 2000;

/** The list of streams with their state, asked for anew every two seconds while the page is seen. */
export class StreamsView implements View {
  readonly title = "Streams";
  private readonly list = el("ul", { class: "cards" });
  private readonly note = el("p", { class: "note", role: "status" }, "Asking for the streams …");
  private readonly abort = new AbortController();
  private timer: number | undefined;
  private shown = "";
  readonly element = el(
    "div",
    { class: "page" },
    el("h1", { tabindex: -1 }, "Streams"),
    this.note,
    this.list,
  );

  constructor() {
    void this.refresh();
  }

  moveTo(route: Route): boolean {
    return route.page === "streams";
  }

  close(): void {
    this.abort.abort();
    window.clearTimeout(this.timer);
  }

  private async refresh(): Promise<void> {
    try {
      if (!document.hidden) {
        this.render(await fetchStreams(this.abort.signal));
      }
    } catch (failure) {
      if (!this.abort.signal.aborted) {
        setText(this.note, (failure as Error).message);
      }
    }
    if (!this.abort.signal.aborted) {
      this.timer = window.setTimeout(() => void this.refresh(), EVERY_MS);
    }
  }

  private render(streams: StreamSummary[]): void {
    const live = streams.filter((stream) => stream.state === "live").length;
    setText(
      this.note,
      streams.length === 0
        ? "No stream yet. It appears here as soon as something is published."
        : `${streams.length} ${streams.length === 1 ? "stream" : "streams"}, ${live} live`,
    );
    const now = JSON.stringify(streams);
    if (now !== this.shown) {
      // The card that has the focus must keep it.
      const focused = (document.activeElement as HTMLElement | null)?.dataset["stream"];
      fill(this.list, ...streams.map(card));
      this.shown = now;
      if (focused !== undefined) {
        [...this.list.querySelectorAll("a")].find((link) => link.dataset["stream"] === focused)?.focus();
      }
    }
  }
}

function card(stream: StreamSummary): HTMLElement {
  const lag = stream.caption_lag_p95_ms;
  return el(
    "li",
    { class: "card" },
    el(
      "div",
      { class: "card-head" },
      el("h2", {}, el("a", { href: streamHash(stream.stream), "data-stream": stream.stream }, stream.stream)),
      badge(stream.state, stream.state),
    ),
    el("p", { class: "card-caption" }, stream.last_caption ?? "No caption yet."),
    el(
      "dl",
      { class: "facts" },
      ...fact("at", timeCode(stream.position_ms)),
      ...fact("carries", stream.modalities.join(", ") || "nothing yet"),
      ...fact("captions", String(stream.captions)),
      ...(lag === null ? [] : fact("lag p95", latency(lag))),
      ...(stream.dead_letters === 0 ? [] : fact("dead letters", String(stream.dead_letters))),
    ),
  );
}

function fact(name: string, value: string): HTMLElement[] {
  return [el("div", {}, el("dt", {}, name), el("dd", {}, value))];
}

import { ApiError, getJson, streamUrl } from "../api/client";
import type { ComplianceView, LimitView } from "../api/types";
import { el, fill } from "../ui/dom";
import { badge, panel } from "../ui/panel";
import { table } from "../ui/table";
import { figure, timeCode } from "../ui/timecode";

const EVERY_MS = 5000;

/** How the captions stand beside the published limits; there only where the server measures them. */
export class CompliancePanel {
  private readonly panel = panel("compliance", "Compliance");
  private readonly abort = new AbortController();
  private timer: number | undefined;
  private shown = "";

  constructor(private readonly stream: string) {
    this.panel.element.hidden = true;
    void this.refresh();
  }

  get element(): HTMLElement {
    return this.panel.element;
  }

  close(): void {
    this.abort.abort();
    window.clearTimeout(this.timer);
  }

  private async refresh(): Promise<void> {
    try {
      if (!document.hidden) {
        const figures = await getJson<ComplianceView>(`${streamUrl(this.stream)}/compliance`, this.abort.signal);
        this.render(figures);
        this.panel.element.hidden = false;
      }
    } catch (failure) {
      if (failure instanceof ApiError && failure.status !== 0) {
        this.panel.element.hidden = true;
      }
    }
    if (!this.abort.signal.aborted) {
      this.timer = window.setTimeout(() => void this.refresh(), EVERY_MS);
    }
  }

  private render(figures: ComplianceView): void {
    const now = JSON.stringify(figures);
    if (now !== this.shown) {
      this.shown = now;
      const focused = this.panel.body.contains(document.activeElement);
      fill(
        this.panel.body,
        el("p", { class: "note" }, `${figures.words} words in ${timeCode(figures.speech_ms)} of speech`),
        limitTable(figures.limits),
      );
      if (focused) {
        this.panel.body.querySelector<HTMLElement>("[tabindex]")?.focus({ preventScroll: true });
      }
    }
  }
}

function limitTable(limits: LimitView[]): HTMLElement {
  return table(
    "The captions beside published limits and this project's targets",
    [
      { title: "Figure" },
      { title: "Measured", number: true },
      { title: "Limit", number: true },
      { title: "Asked by" },
      { title: "Verdict" },
    ],
    limits.map((limit) => [
      limit.figure,
      limit.measured === null ? "–" : figure(limit.measured, limit.unit),
      `${limit.at_most ? "≤" : "≥"} ${figure(limit.limit, limit.unit)}`,
      el("span", { title: limit.source }, `${limit.who}, ${limit.kind}`),
      badge(limit.verdict, limit.verdict === "unknown" ? "not measured" : limit.verdict),
    ]),
  );
}

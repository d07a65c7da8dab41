import type { LatencyView, LedgerView, ModelView, SourceView, StreamDetail } from "../api/types";
import { el, fill, percent } from "../ui/dom";
import { badge, type Panel, panel } from "../ui/panel";
import { table } from "../ui/table";
import { latency, signedMs, timeCode } from "../ui/timecode";

/** Latency, ledger, clocks and models of a stream; drawn anew when what they tell changes. */
export class HealthPanels {
  private readonly latency = panel("latency", "Latency");
  private readonly ledger = panel("ledger", "Ledger");
  private readonly sources = panel("sources", "Clocks");
  private readonly models = panel("models", "Models");
  private readonly shown = new Map<Panel, string>();

  get elements(): HTMLElement[] {
    return [this.latency, this.ledger, this.sources, this.models].map((one) => one.element);
  }

  show(detail: StreamDetail): void {
    this.draw(this.latency, detail.latency, latencyTable);
    this.draw(this.ledger, detail.ledger, ledgerTable);
    this.draw(this.sources, detail.sources, sourceTable);
    this.draw(this.models, detail.models, modelList);
  }

  private draw<T>(where: Panel, values: T[], render: (values: T[]) => HTMLElement): void {
    const now = JSON.stringify(values);
    if (this.shown.get(where) !== now) {
      this.shown.set(where, now);
      const focused = where.body.contains(document.activeElement);
      fill(where.body, values.length === 0 ? el("p", { class: "note" }, "Nothing to tell yet.") : render(values));
      if (focused) {
        where.body.querySelector<HTMLElement>("[tabindex]")?.focus({ preventScroll: true });
      }
    }
  }
}

function latencyTable(stages: LatencyView[]): HTMLElement {
  const longest = Math.max(1, ...stages.map((stage) => stage.p99_ms));
  return table(
    "Latency by stage",
    [
      { title: "Stage" },
      { title: "p50", number: true, hint: "Half of the results are this quick" },
      { title: "p95", number: true },
      { title: "p99", number: true },
      { title: "Spread" },
    ],
    stages.map((stage) => [
      stage.stage,
      latency(stage.p50_ms),
      latency(stage.p95_ms),
      latency(stage.p99_ms),
      spread(stage, longest),
    ]),
  );
}

/** p50 to p99 as a bar on the scale that all stages share. */
function spread(stage: LatencyView, longest: number): HTMLElement {
  const bar = el("span", { class: "spread-bar" });
  const mark = el("span", { class: "spread-mark" });
  bar.style.left = percent(stage.p50_ms / longest);
  bar.style.width = percent(Math.max(0, stage.p99_ms - stage.p50_ms) / longest);
  mark.style.left = percent(stage.p95_ms / longest);
  return el("span", { class: "spread", "aria-hidden": "true", title: `over ${stage.count} results` }, bar, mark);
}

function ledgerTable(entries: LedgerView[]): HTMLElement {
  const columns = [
    { title: "Source" },
    ...["read", "matched", "late, revised", "late, dropped", "duplicate", "invalid", "shed"].map((title) => ({
      title,
      number: true,
    })),
    { title: "open", number: true, hint: "Read, and not accounted for yet" },
  ];
  return table(
    "What became of the records of each source",
    columns,
    entries.map((entry) => {
      const parts = [
        entry.matched,
        entry.late_revised,
        entry.late_dropped,
        entry.duplicate,
        entry.invalid,
        entry.shed,
      ];
      const open = entry.read - parts.reduce((sum, part) => sum + part, 0);
      const counts = [entry.read, ...parts].map((count) => count.toLocaleString("en"));
      return [entry.source, ...counts, entry.ended && open === 0 ? "0 ✓" : open.toLocaleString("en")];
    }),
  );
}

function sourceTable(sources: SourceView[]): HTMLElement {
  return table(
    "The clock of each source",
    [
      { title: "Source" },
      { title: "State" },
      { title: "Passed", number: true, hint: "Media time that it has passed" },
      { title: "Skew", number: true, hint: "Estimated offset against the stream" },
      { title: "Drift", number: true },
    ],
    sources.map((source) => [
      source.source,
      badge(source.state, source.state),
      source.passed_ms === null ? "–" : timeCode(source.passed_ms),
      source.skew_ms === null ? "–" : signedMs(source.skew_ms),
      source.drift_ppm === null ? "–" : `${source.drift_ppm.toFixed(1)} ppm`,
    ]),
  );
}

function modelList(models: ModelView[]): HTMLElement {
  return el(
    "ul",
    { class: "models" },
    ...models.map((model) =>
      el("li", {}, el("span", {}, model.id), el("span", { class: "model-version" }, model.version)),
    ),
  );
}

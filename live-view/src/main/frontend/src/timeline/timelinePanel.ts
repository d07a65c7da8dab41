import { fetchWindows } from "../api/client";
import type { SourceView, WindowView } from "../api/types";
import { WindowStore } from "../state/windowStore";
import { coalesced, el, fill, percent, setText, uniqueId } from "../ui/dom";
import { panel } from "../ui/panel";
import { signedMs, timeCode } from "../ui/timecode";
import { FusionView } from "./fusionView";
import { LaneView } from "./laneView";
import { isSkewed, LANES, layOutLane, share, ticks } from "./layout";
import { legend } from "./legend";
import { windowTable, windowText } from "./windowTable";

/** At two windows a second this is more than ten minutes. */
const KEPT = 1500;
const SPANS = [30_000, 60_000, 120_000];
const PX_PER_TICK = 90;
/** A table that changes all the time cannot be read. */
const TABLE_EVERY_MS = 3000;

/** The aligned timeline: what is in each modality, and what is not, over the last two minutes. */
export class TimelinePanel {
  readonly element: HTMLElement;
  private readonly windows = new WindowStore(KEPT);
  private readonly lanes = LANES.map((lane) => new LaneView(lane));
  private readonly fusion = new FusionView();
  private readonly axis = el("div", { class: "axis" });
  private readonly cursor = el("div", { class: "cursor", hidden: true });
  private readonly chart: HTMLElement;
  private readonly teller = el("p", { class: "teller", role: "status" });
  private readonly table = el("div", {});
  private readonly details: HTMLDetailsElement;
  private readonly redraw = coalesced(() => this.draw());
  private readonly observer = new ResizeObserver(() => this.redraw());
  private readonly cameLate = (index: number, lane: string): boolean => this.windows.cameLate(index, lane);
  private spanMs: number;
  private fixedMs: number | null = null;
  private positionMs = 0;
  private selected: number | null = null;
  private tableDrawnAt = -Infinity;

  constructor(
    private readonly stream: string,
    private readonly goTo: (atMs: number) => void,
  ) {
    this.spanMs = window.innerWidth < 600 ? 30_000 : 120_000;
    const { element, head, body } = panel("timeline", "Timeline");
    head.append(legend(), this.spanChoice());
    const plot = el("div", { class: "plot" }, this.cursor);
    this.chart = el(
      "div",
      {
        class: "chart",
        tabindex: 0,
        role: "group",
        "aria-label": "Timeline: arrow keys go from window to window, Enter goes to the moment, Escape ends it",
        onkeydown: (event) => this.key(event as KeyboardEvent),
        onpointermove: (event) => this.point(event as PointerEvent),
        onpointerleave: () => this.select(null),
        onclick: () => this.choose(),
      },
      this.axis,
      ...this.lanes.map((lane) => lane.element),
      this.fusion.element,
      plot,
    );
    this.details = el(
      "details",
      { class: "window-table", ontoggle: () => this.openTable() },
      el("summary", {}, "As a table"),
      this.table,
    );
    body.append(this.chart, this.teller, this.details);
    this.element = element;
    this.observer.observe(this.chart);
    this.tellHint();
  }

  close(): void {
    this.observer.disconnect();
  }

  restore(windows: readonly WindowView[], anew: boolean): void {
    if (anew) {
      this.windows.clear();
      this.positionMs = 0;
    }
    windows.forEach((one) => this.windows.merge(one));
    this.redraw();
  }

  add(added: WindowView): void {
    if (this.windows.merge(added)) {
      this.redraw();
    }
  }

  /** How far the stream has come, and the clocks of its sources. */
  status(positionMs: number, sources: readonly SourceView[]): void {
    this.positionMs = positionMs;
    for (const lane of this.lanes) {
      const skews = sources
        .filter((source) => source.modality === lane.lane && source.skew_ms !== null)
        .map((source) => source.skew_ms as number);
      const widest = skews.sort((one, other) => Math.abs(other) - Math.abs(one))[0];
      lane.showSkew(
        widest === undefined ? "" : `skew ${signedMs(widest)}`,
        widest !== undefined && isSkewed(widest),
      );
    }
    this.redraw();
  }

  /** Stays at a moment, or follows the newest again. */
  async jump(atMs: number | null): Promise<void> {
    this.fixedMs = atMs;
    this.selected = null;
    this.redraw();
    if (atMs !== null) {
      const { fromMs, toMs } = this.view();
      try {
        this.restore(await fetchWindows(this.stream, fromMs, toMs), false);
      } catch {
        // What is here already is shown; the captions say it when the server is gone.
      }
    }
  }

  private view(): { fromMs: number; toMs: number } {
    const end = Math.max(this.windows.end(), this.positionMs);
    const toMs =
      this.fixedMs === null ? Math.max(end, this.spanMs) : Math.max(this.fixedMs + this.spanMs / 2, this.spanMs);
    return { fromMs: toMs - this.spanMs, toMs };
  }

  private draw(): void {
    const { fromMs, toMs } = this.view();
    const shown = this.windows.between(fromMs, toMs);
    this.lanes.forEach((lane, at) => {
      lane.draw(layOutLane(LANES[at] as (typeof LANES)[number], shown, this.cameLate), fromMs, toMs);
    });
    this.fusion.draw(shown, fromMs, toMs);
    const labels = Math.max(2, Math.floor(this.chart.clientWidth / PX_PER_TICK));
    fill(
      this.axis,
      ...ticks(fromMs, toMs, labels).map((time) => {
        const tick = el("span", { class: "tick" }, timeCode(time));
        tick.style.left = percent(share(time, fromMs, toMs));
        return tick;
      }),
    );
    const marked = this.selectedWindow(shown)?.start_ms ?? this.fixedMs;
    this.cursor.hidden = marked === null || marked === undefined;
    this.cursor.style.left = percent(share(marked ?? 0, fromMs, toMs));
    this.chart.classList.toggle("is-fixed", this.fixedMs !== null);
    this.drawTable(shown);
  }

  private openTable(): void {
    this.tableDrawnAt = -Infinity;
    this.drawTable();
  }

  private drawTable(shown?: readonly WindowView[]): void {
    if (this.details.open && performance.now() - this.tableDrawnAt >= TABLE_EVERY_MS) {
      this.tableDrawnAt = performance.now();
      const { fromMs, toMs } = this.view();
      const focused = this.table.contains(document.activeElement);
      const top = this.table.firstElementChild?.scrollTop ?? 0;
      fill(this.table, windowTable(shown ?? this.windows.between(fromMs, toMs), this.cameLate));
      const fresh = this.table.firstElementChild as HTMLElement;
      fresh.scrollTop = top;
      if (focused) {
        fresh.focus({ preventScroll: true });
      }
    }
  }

  private selectedWindow(shown: readonly WindowView[]): WindowView | undefined {
    return this.selected === null ? undefined : shown.find((one) => one.index === this.selected);
  }

  private point(event: PointerEvent): void {
    const plot = this.axis.getBoundingClientRect();
    const { fromMs, toMs } = this.view();
    const atMs = fromMs + ((event.clientX - plot.left) / plot.width) * (toMs - fromMs);
    // Of the windows that cover it, the one that owns the moment has begun last.
    const under = this.windows.between(atMs, atMs + 1).filter((one) => one.start_ms <= atMs);
    this.select(under.at(-1) ?? null);
  }

  private key(event: KeyboardEvent): void {
    const { fromMs, toMs } = this.view();
    const shown = this.windows.between(fromMs, toMs);
    const at = shown.findIndex((one) => one.index === this.selected);
    const start = at < 0 ? shown.length : at;
    const moves: Record<string, number> = {
      ArrowLeft: Math.max(0, start - 1),
      ArrowRight: at < 0 ? shown.length - 1 : Math.min(shown.length - 1, at + 1),
      Home: 0,
      End: shown.length - 1,
    };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      this.select(shown[move] ?? null);
    } else if (event.key === "Enter") {
      this.choose();
    } else if (event.key === "Escape") {
      this.select(null);
    }
  }

  private choose(): void {
    const { fromMs, toMs } = this.view();
    const chosen = this.selectedWindow(this.windows.between(fromMs, toMs));
    if (chosen) {
      this.goTo(chosen.start_ms);
    }
  }

  private select(chosen: WindowView | null): void {
    if (this.selected !== (chosen?.index ?? null)) {
      this.selected = chosen?.index ?? null;
      if (chosen) {
        setText(this.teller, windowText(chosen, this.cameLate));
      } else {
        this.tellHint();
      }
      this.redraw();
    }
  }

  private tellHint(): void {
    setText(this.teller, "Point at the timeline, or use the arrow keys on it, to read what is in a window.");
  }

  private spanChoice(): HTMLElement {
    const select = el("select", { id: uniqueId("span") });
    SPANS.forEach((span) => select.append(el("option", { value: span }, `${span / 1000} s`)));
    select.value = String(this.spanMs);
    select.addEventListener("change", () => {
      this.spanMs = Number(select.value);
      this.redraw();
    });
    return el("div", { class: "field" }, el("label", { for: select.id }, "Span"), select);
  }
}

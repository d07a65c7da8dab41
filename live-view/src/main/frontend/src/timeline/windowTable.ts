import type { WindowView } from "../api/types";
import type { Child } from "../ui/dom";
import { table } from "../ui/table";
import { preciseTimeCode, signedMs } from "../ui/timecode";
import { LANES, memberText } from "./layout";
import { firedText, reasonText } from "./words";

/** One modality of a window in words: how complete, why, its weight, and what is in it. */
export function modalityText(window: WindowView, lane: string, cameLate: boolean): string {
  const state = window.modalities.find((one) => one.modality === lane);
  const members = window.members.filter((one) => one.modality === lane);
  const reason = reasonText(state?.reason ?? null);
  const skews = members.map((one) => one.skew_ms).filter((skew) => skew !== 0);
  const widest = skews.sort((one, other) => Math.abs(other) - Math.abs(one))[0];
  const parts = [
    (state?.completeness ?? "missing") + (cameLate ? ", came late" : ""),
    reason,
    state?.weight === null || state?.weight === undefined ? "" : `weight ${Math.round(state.weight * 100)} %`,
    widest === undefined ? "" : `skew ${signedMs(widest)}`,
  ].filter((part) => part !== "");
  const content = [...new Set(members.map(memberText))].filter((text) => text !== "").join(" / ");
  return parts.join(", ") + (content === "" ? "" : `: ${content}`);
}

/** A window in one sentence. */
export function windowText(window: WindowView, cameLate: (index: number, lane: string) => boolean): string {
  const lanes = LANES.map((lane) => `${lane} ${modalityText(window, lane, cameLate(window.index, lane))}`);
  return `${spanText(window)} · ${lanes.join(" · ")}${window.settled ? " · settled" : ""}`;
}

/** The windows as a table, newest first: the same as the drawing tells, for whom it does not. */
export function windowTable(
  windows: readonly WindowView[],
  cameLate: (index: number, lane: string) => boolean,
): HTMLElement {
  const rows: Child[][] = distinct(windows).reverse().map((window) => [
    spanText(window),
    ...LANES.map((lane) => modalityText(window, lane, cameLate(window.index, lane))),
    `${window.revision}${window.settled ? ", settled" : ""}`,
    firedText(window),
  ]);
  return table(
    "Windows of the timeline, the newest first",
    [
      { title: "Time" },
      ...LANES.map((lane) => ({ title: lane })),
      { title: "Revision" },
      { title: "Written because" },
    ],
    rows,
  );
}

/**
 * Windows slide over one another, so that most repeat the one before: those stay that have new time
 * in them, or stand otherwise.
 */
export function distinct(windows: readonly WindowView[]): WindowView[] {
  const kept: WindowView[] = [];
  for (const window of windows) {
    const last = kept.at(-1);
    if (!last || window.start_ms >= last.end_ms || standing(window) !== standing(last)) {
      kept.push(window);
    }
  }
  return kept;
}

function standing(window: WindowView): string {
  return JSON.stringify(window.modalities.map((one) => [one.modality, one.completeness, one.reason]));
}

function spanText(window: WindowView): string {
  return `${preciseTimeCode(window.start_ms)}–${preciseTimeCode(window.end_ms)}`;
}

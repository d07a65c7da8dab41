import type { MemberView, WindowView } from "../api/types";
import { isQuote, joinQuotes } from "./spoken";

/** The lanes, from top to bottom. */
export const LANES = ["audio", "video", "text"] as const;
export type Lane = (typeof LANES)[number];

/** How a stretch of a lane stands. `none` is a gap: no window was written for it. */
export type Standing = "complete" | "late" | "partial" | "missing" | "unknown" | "none";

/** A stretch of a lane over which the standing and its reason stay the same. */
export interface Stretch {
  startMs: number;
  endMs: number;
  standing: Standing;
  reason: string | null;
}

/** A piece in a lane: an utterance, a picture, a message. */
export interface Piece {
  key: string;
  startMs: number;
  endMs: number;
  row: number;
  text: string;
  skewMs: number;
  held: boolean;
  source: string;
  /** How many follow one another and are the same, as pictures often are. */
  count: number;
  /** A point in time: its width says nothing. */
  point: boolean;
}

export interface LaneLayout {
  lane: Lane;
  stretches: Stretch[];
  pieces: Piece[];
}

/** Points in time are drawn this long, or until the next one; text needs room to be read. */
const POINT_MS: Record<Lane, number> = { audio: 2000, video: 2000, text: 12_000 };

/** From here on sound before picture can be noticed (ITU-R BT.1359-1: 45 ms). */
const SKEW_SEEN_MS = 45;

/** Whether a skew is large enough to be marked. */
export function isSkewed(skewMs: number): boolean {
  return Math.abs(skewMs) >= SKEW_SEEN_MS;
}
const ROWS = 2;

/** What a window owns of the time line: windows slide over one another, so each until the next begins. */
export function ownedSpan(windows: readonly WindowView[], at: number): { startMs: number; endMs: number } {
  const window = windows[at] as WindowView;
  const next = windows[at + 1];
  return { startMs: window.start_ms, endMs: next ? Math.min(next.start_ms, window.end_ms) : window.end_ms };
}

/** Lays out one lane; windows in their order. */
export function layOutLane(
  lane: Lane,
  windows: readonly WindowView[],
  cameLate: (index: number, lane: string) => boolean = () => false,
): LaneLayout {
  return { lane, stretches: stretchesOf(lane, windows, cameLate), pieces: piecesOf(lane, windows) };
}

function stretchesOf(
  lane: Lane,
  windows: readonly WindowView[],
  cameLate: (index: number, lane: string) => boolean,
): Stretch[] {
  const stretches: Stretch[] = [];
  windows.forEach((window, at) => {
    const { startMs, endMs } = ownedSpan(windows, at);
    const last = stretches.at(-1);
    if (last && startMs > last.endMs) {
      push(stretches, { startMs: last.endMs, endMs: startMs, standing: "none", reason: "no-window" });
    }
    const state = window.modalities.find((one) => one.modality === lane);
    const complete = state?.completeness === "complete";
    const standing = complete && cameLate(window.index, lane) ? "late" : standingOf(state?.completeness);
    push(stretches, { startMs, endMs, standing, reason: state?.reason ?? (state ? null : "no-source") });
  });
  return stretches;
}

function standingOf(completeness: string | undefined): Standing {
  switch (completeness) {
    case "complete":
    case "partial":
    case "missing":
      return completeness;
    case undefined:
      return "missing";
    default:
      return "unknown";
  }
}

/** Adds a stretch, or makes the last one longer where nothing differs. */
function push(stretches: Stretch[], next: Stretch): void {
  const last = stretches.at(-1);
  if (next.endMs <= next.startMs) {
    return;
  }
  if (last && last.endMs === next.startMs && last.standing === next.standing && last.reason === next.reason) {
    last.endMs = next.endMs;
  } else {
    stretches.push(next);
  }
}

function piecesOf(lane: Lane, windows: readonly WindowView[]): Piece[] {
  // A piece lies in several windows; the newest says best what it is.
  const members = new Map<string, MemberView>();
  const quotes: MemberView[] = [];
  for (const window of windows) {
    for (const member of window.members) {
      if (member.modality !== lane) {
        continue;
      }
      if (isQuote(member)) {
        quotes.push(member);
      } else if (lane !== "audio" || memberText(member) !== "") {
        // Sound without words is as long as its window: the stretches tell all of it.
        members.set(`${member.source}\u0000${member.epoch}\u0000${member.sequence}`, member);
      }
    }
  }
  for (const said of joinQuotes(quotes)) {
    members.set(`${said.source}\u0000${said.epoch}\u0000said ${said.start_ms}`, said);
  }
  const ordered = [...members].sort(([, one], [, other]) => one.start_ms - other.start_ms);
  const rowEnds: number[] = [];
  const pieces: Piece[] = [];
  ordered.forEach(([key, member], at) => {
    const next = ordered.slice(at + 1).find(([, other]) => other.start_ms > member.start_ms);
    const piece = pieceOf(lane, key, member, next?.[1]);
    const run = lane === "video" ? pieces.at(-1) : undefined;
    if (run && continues(run, piece)) {
      run.endMs = piece.endMs;
      run.count++;
      rowEnds[run.row] = piece.endMs;
    } else {
      piece.row = freeRow(rowEnds, piece.startMs);
      rowEnds[piece.row] = piece.endMs;
      pieces.push(piece);
    }
  });
  return pieces;
}

function pieceOf(lane: Lane, key: string, member: MemberView, next: MemberView | undefined): Piece {
  const point = member.end_ms <= member.start_ms;
  return {
    key,
    startMs: member.start_ms,
    endMs: point ? Math.min(member.start_ms + POINT_MS[lane], next?.start_ms ?? Infinity) : member.end_ms,
    row: 0,
    text: memberText(member),
    skewMs: member.skew_ms,
    held: member.held,
    source: member.source,
    count: 1,
    point: point && lane === "text",
  };
}

/** Whether a piece shows the same as the run of pieces that ends where it begins. */
function continues(run: Piece, piece: Piece): boolean {
  return (
    run.endMs >= piece.startMs &&
    run.text === piece.text &&
    run.source === piece.source &&
    run.held === piece.held &&
    isSkewed(run.skewMs) === isSkewed(piece.skewMs)
  );
}

function freeRow(rowEnds: number[], startMs: number): number {
  for (let row = 0; row < ROWS; row++) {
    if ((rowEnds[row] ?? -Infinity) <= startMs) {
      return row;
    }
  }
  return rowEnds.indexOf(Math.min(...rowEnds));
}

/** What a piece shows: its words, or the text and the objects on a picture. */
export function memberText(member: MemberView): string {
  if (member.held) {
    return "held back by moderation";
  }
  return [member.text, member.lines.join(" · "), member.labels.join(", ")].filter(Boolean).join(" — ");
}

/** Times of the axis within a span: round, and few enough for the number of labels that fit. */
export function ticks(fromMs: number, toMs: number, most: number): number[] {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300].map((seconds) => seconds * 1000);
  const step = steps.find((one) => (toMs - fromMs) / one <= most) ?? 600_000;
  const times: number[] = [];
  for (let time = Math.max(0, Math.ceil(fromMs / step) * step); time <= toMs; time += step) {
    times.push(time);
  }
  return times;
}

/** Where a time lies in a span, as a share, kept within it. */
export function share(timeMs: number, fromMs: number, toMs: number): number {
  return Math.min(1, Math.max(0, (timeMs - fromMs) / (toMs - fromMs)));
}

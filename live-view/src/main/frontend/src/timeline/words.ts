import type { WindowView } from "../api/types";
import type { Standing } from "./layout";

const REASONS: Record<string, string> = {
  "no-source": "the stream has no such source",
  "not-heard": "nothing has come from the source yet",
  ended: "the source has ended",
  "not-yet": "it had not come when the window was written",
  "speech-not-yet": "the speech was not recognised yet when the window was written",
  gap: "records are missing in between",
  "no-window": "no window was written for this time",
};

const FIRED: Record<string, string> = {
  "all-passed": "all sources had passed its end",
  "max-wait": "a source was waited for as long as is allowed",
  deadline: "the time to wait was over",
  "end-of-stream": "the stream had ended",
  idle: "nothing came any more",
  "buffer-full": "a buffer was full",
  revision: "something came after it had been written",
  settled: "nothing can change it any more",
};

export const STANDINGS: Record<Standing, string> = {
  complete: "complete",
  late: "complete, but late",
  partial: "partial",
  missing: "missing",
  unknown: "unknown",
  none: "gap",
};

/** Why something is as it is, for people; what we have no words for is told as it is. */
export function reasonText(reason: string | null): string {
  return reason === null ? "" : (REASONS[reason] ?? reason);
}

/** Why a window was written. */
export function firedText(window: WindowView): string {
  const reason = window.fire_reason;
  return reason === null ? "" : (FIRED[reason] ?? reason);
}

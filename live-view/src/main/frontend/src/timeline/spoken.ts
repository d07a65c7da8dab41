import type { MemberView } from "../api/types";

/** Letters and digits alone: a later revision may set a point or a capital otherwise. */
function bare(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** How many of the last words of one text are the first of another. */
function shared(before: readonly string[], after: readonly string[]): number {
  for (let count = Math.min(before.length, after.length); count > 0; count--) {
    const at = before.length - count;
    if (after.slice(0, count).every((word, index) => bare(word) === bare(before[at + index] as string))) {
      return count;
    }
  }
  return 0;
}

/** Whether a member quotes those words of an utterance that lie in its window; it is no record of its own. */
export function isQuote(member: MemberView): boolean {
  return member.sequence < 0;
}

/**
 * Joins what sliding windows quote to what was said: each window has its own part of an utterance, and neighbours have
 * words in common. Where words differ, those of the later window count.
 */
export function joinQuotes(quotes: readonly MemberView[]): MemberView[] {
  const joined: MemberView[] = [];
  const ordered = [...quotes].sort((one, other) => one.start_ms - other.start_ms || one.end_ms - other.end_ms);
  for (const quote of ordered) {
    const last = joined.at(-1);
    const meets = last !== undefined && last.source === quote.source && quote.start_ms <= last.end_ms;
    if (!last || !meets || last.held !== quote.held) {
      joined.push({ ...quote });
    } else if (quote.end_ms > last.end_ms) {
      const before = words(last);
      const after = words(quote);
      const count = shared(before, after);
      if (count > 0 || quote.held) {
        last.text = quote.held ? null : [...before.slice(0, before.length - count), ...after].join(" ");
        last.end_ms = quote.end_ms;
        last.skew_ms = quote.skew_ms;
      } else {
        joined.push({ ...quote });
      }
    }
  }
  return joined;
}

function words(member: MemberView): string[] {
  return (member.text ?? "").split(/\s+/).filter((word) => word !== "");
}

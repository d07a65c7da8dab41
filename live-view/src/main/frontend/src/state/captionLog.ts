import type { CaptionView } from "../api/types";

/** Identifies a caption of a stream. */
export function captionKey(caption: CaptionView): string {
  return `${caption.source}\u0000${caption.utterance}`;
}

/** What a merge did: the caption is new, replaced an older revision, or told nothing new. */
export type Merge = "added" | "changed" | "stale";

function order(one: CaptionView, other: CaptionView): number {
  return (
    one.start_ms - other.start_ms ||
    (one.source < other.source ? -1 : one.source > other.source ? 1 : 0) ||
    one.utterance - other.utterance
  );
}

/** The captions of a stream, each once and in its newest revision, by time. Bounded: the oldest go first. */
export class CaptionLog {
  private readonly byKey = new Map<string, CaptionView>();
  private sorted: CaptionView[] = [];

  constructor(private readonly limit: number) {}

  /** Captions in their order. */
  list(): readonly CaptionView[] {
    return this.sorted;
  }

  get(key: string): CaptionView | undefined {
    return this.byKey.get(key);
  }

  /** Takes a caption; a revision that is not newer than the known one is stale. */
  merge(caption: CaptionView): Merge {
    const key = captionKey(caption);
    const known = this.byKey.get(key);
    if (known && !isNewer(caption, known)) {
      return "stale";
    }
    this.byKey.set(key, caption);
    if (known) {
      this.sorted.splice(this.sorted.indexOf(known), 1);
    }
    this.sorted.splice(this.placeOf(caption), 0, caption);
    return known ? "changed" : "added";
  }

  /** Drops the oldest beyond the limit and says which. */
  trim(): CaptionView[] {
    const dropped = this.sorted.splice(0, Math.max(0, this.sorted.length - this.limit));
    dropped.forEach((caption) => this.byKey.delete(captionKey(caption)));
    return dropped;
  }

  clear(): void {
    this.byKey.clear();
    this.sorted = [];
  }

  /** The caption spoken at a time, or else the nearest one. */
  nearest(atMs: number): CaptionView | undefined {
    let best: CaptionView | undefined;
    let bestDistance = Infinity;
    for (const caption of this.sorted) {
      const distance = Math.max(caption.start_ms - atMs, atMs - caption.end_ms, 0);
      if (distance < bestDistance) {
        best = caption;
        bestDistance = distance;
      }
    }
    return best;
  }

  private placeOf(caption: CaptionView): number {
    // New captions belong at the end nearly always.
    let place = this.sorted.length;
    while (place > 0 && order(this.sorted[place - 1] as CaptionView, caption) > 0) {
      place--;
    }
    return place;
  }
}

function isNewer(caption: CaptionView, known: CaptionView): boolean {
  return (
    caption.revision > known.revision ||
    (caption.revision === known.revision &&
      ((caption.settled && !known.settled) || (caption.is_final && !known.is_final)))
  );
}

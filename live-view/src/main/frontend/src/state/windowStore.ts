import type { WindowView } from "../api/types";

/** The newest revision of each window of a stream, bounded by a number: the oldest go first. */
export class WindowStore {
  private readonly byIndex = new Map<number, WindowView>();
  private readonly late = new Map<number, Set<string>>();

  constructor(private readonly limit: number) {}

  /** Takes a window; false when it tells nothing new. */
  merge(window: WindowView): boolean {
    const known = this.byIndex.get(window.index);
    if (known && (window.revision < known.revision || (window.revision === known.revision && known.settled))) {
      return false;
    }
    this.byIndex.set(window.index, window);
    if (known) {
      this.noteLate(known, window);
    }
    if (this.byIndex.size > this.limit) {
      const oldest = Math.min(...this.byIndex.keys());
      this.byIndex.delete(oldest);
      this.late.delete(oldest);
    }
    return true;
  }

  /** Whether a modality was lacking when the window fired, and came later. */
  cameLate(index: number, modality: string): boolean {
    return this.late.get(index)?.has(modality) ?? false;
  }

  clear(): void {
    this.byIndex.clear();
    this.late.clear();
  }

  /** Windows that touch a span, in their order. */
  between(fromMs: number, toMs: number): WindowView[] {
    return [...this.byIndex.values()]
      .filter((window) => window.end_ms > fromMs && window.start_ms < toMs)
      .sort((one, other) => one.start_ms - other.start_ms || one.index - other.index);
  }

  /** End of the newest window, 0 without any. */
  end(): number {
    let end = 0;
    for (const window of this.byIndex.values()) {
      end = Math.max(end, window.end_ms);
    }
    return end;
  }

  private noteLate(known: WindowView, revised: WindowView): void {
    for (const now of revised.modalities) {
      const before = known.modalities.find((one) => one.modality === now.modality);
      const lacked = before?.completeness === "missing" || before?.completeness === "partial";
      if (lacked && now.completeness === "complete") {
        const modalities = this.late.get(revised.index) ?? new Set();
        this.late.set(revised.index, modalities.add(now.modality));
      }
    }
  }
}

import type { CaptionView } from "../api/types";
import { captionKey } from "./captionLog";

/** Fewer new words than this are kept back, so that a screen reader is not given single words. */
const FEWEST_WORDS = 6;
const REMEMBERED = 500;

/**
 * Decides what a screen reader is told: committed text, each word once, in phrases. What is still
 * tentative is never told.
 */
export class Announcer {
  private readonly told = new Map<string, number>();

  /** What is there before anyone listens counts as told. */
  skip(caption: CaptionView): void {
    this.remember(captionKey(caption), caption.committed.length);
  }

  /** The text to tell now; empty when there is none yet. */
  take(caption: CaptionView): string {
    const key = captionKey(caption);
    const from = this.told.get(key) ?? 0;
    const fresh = caption.committed.slice(from).trim();
    const words = fresh === "" ? 0 : fresh.split(/\s+/).length;
    if (words === 0 || (!caption.is_final && words < FEWEST_WORDS)) {
      return "";
    }
    this.remember(key, caption.committed.length);
    return fresh;
  }

  private remember(key: string, length: number): void {
    this.told.delete(key);
    this.told.set(key, length);
    if (this.told.size > REMEMBERED) {
      this.told.delete(this.told.keys().next().value as string);
    }
  }
}

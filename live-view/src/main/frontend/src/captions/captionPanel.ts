import { fetchCaptions } from "../api/client";
import type { CaptionView } from "../api/types";
import { Announcer } from "../state/announcer";
import { CaptionLog, captionKey } from "../state/captionLog";
import type { SettingsStore } from "../state/settings";
import { el, setText } from "../ui/dom";
import { icon } from "../ui/icons";
import { panel } from "../ui/panel";
import { captionOptions } from "./captionOptions";
import { CaptionRow } from "./captionRow";
import { Roving } from "./roving";

const KEPT = 3000;
const KEPT_WHILE_READING = 9000;
const AT_END_PX = 32;
const TOLD = 12;

/** Captions as they are spoken: the newest stay in sight until the viewer scrolls back. */
export class CaptionPanel {
  readonly element: HTMLElement;
  private readonly log = new CaptionLog(KEPT);
  private readonly rows = new Map<string, CaptionRow>();
  private readonly announcer = new Announcer();
  private readonly list = el("ol", { class: "caption-list" });
  private readonly roving = new Roving(this.list);
  private readonly earlier = el(
    "button",
    { type: "button", class: "quiet earlier", onclick: () => void this.loadEarlier() },
    "Earlier captions",
  );
  private readonly empty = el("p", { class: "note" }, "No caption yet.");
  private readonly scroll: HTMLElement;
  private readonly catchUp: HTMLButtonElement;
  private readonly told = el("div", { class: "visually-hidden", role: "log", "aria-live": "polite", "aria-label": "New captions" });
  private readonly unfollow: () => void;
  private following = true;
  /** A moment was asked for; scrolling does not end that. */
  private pinned = false;
  private complete = false;
  private current: CaptionRow | null = null;

  constructor(
    private readonly stream: string,
    private readonly settings: SettingsStore,
    private readonly backToLive: () => void,
  ) {
    this.scroll = el(
      "div",
      { class: "caption-scroll", role: "group", "aria-label": "Captions, the newest last; arrow keys go through them" },
      this.earlier,
      this.empty,
      this.list,
    );
    this.catchUp = el(
      "button",
      { type: "button", class: "catch-up", hidden: true, onclick: () => this.backToLive() },
      icon("down"),
      "Newest captions",
    );
    const { element, head, body } = panel("captions", "Captions");
    head.append(captionOptions(settings));
    body.append(this.scroll, this.catchUp, this.told);
    this.element = element;
    this.scroll.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.unfollow = settings.follow((chosen) => {
      // Sizes are those of a common screen; they grow with the text of the page on a wall.
      this.scroll.style.setProperty("--caption-size", `${chosen.captionSize / 16}rem`);
      this.scroll.style.setProperty("--caption-lines", String(chosen.captionLines));
      this.scroll.classList.toggle("fills", chosen.captionLines === 0);
      this.scroll.classList.toggle("high-contrast", chosen.captionContrast === "high");
      this.stickToEnd();
    });
  }

  close(): void {
    this.unfollow();
  }

  /** Captions that were there already: shown, but not told to screen readers. */
  restore(captions: readonly CaptionView[], anew: boolean): void {
    if (anew) {
      this.log.clear();
      this.rows.clear();
      this.list.replaceChildren();
      this.current = null;
      this.complete = false;
      this.earlier.hidden = false;
    }
    for (const caption of captions) {
      this.announcer.skip(caption);
      this.place(caption);
    }
    this.stickToEnd();
  }

  /** A caption that has just been said or revised. */
  add(caption: CaptionView): void {
    if (!this.place(caption)) {
      return;
    }
    if (this.following || this.log.list().length > KEPT_WHILE_READING) {
      for (const old of this.log.trim()) {
        this.rows.get(captionKey(old))?.element.remove();
        this.rows.delete(captionKey(old));
        this.complete = false;
        this.earlier.hidden = false;
      }
    }
    this.stickToEnd();
    const phrase = this.announcer.take(caption);
    if (phrase !== "" && this.settings.get().announce) {
      this.told.append(el("p", {}, phrase));
      while (this.told.childElementCount > TOLD) {
        this.told.firstElementChild?.remove();
      }
    }
  }

  /** Shows and marks the caption of a moment, or follows the newest again. */
  async jump(atMs: number | null): Promise<void> {
    this.current?.highlight(false);
    this.current = null;
    this.following = atMs === null;
    this.pinned = !this.following;
    this.catchUp.hidden = this.following;
    if (atMs === null) {
      this.stickToEnd();
      return;
    }
    const oldest = this.log.list()[0];
    if (!this.complete && (!oldest || oldest.start_ms > atMs)) {
      await this.loadEarlier();
    }
    const caption = this.log.nearest(atMs);
    const row = caption && this.rows.get(captionKey(caption));
    if (row) {
      this.current = row;
      row.highlight(true);
      const middle = (this.scroll.clientHeight - row.element.clientHeight) / 2;
      this.scroll.scrollTop = row.element.offsetTop - Math.max(0, middle);
      row.focus();
    }
  }

  /** Asks for what may have been said between what was here and the newest, after a long break. */
  fillGap(): Promise<void> {
    return this.loadUntil(Infinity);
  }

  private loadEarlier(): Promise<void> {
    return this.loadUntil(this.log.list()[0]?.start_ms ?? Infinity);
  }

  /** Loads from the oldest that is kept up to a time. */
  private async loadUntil(known: number): Promise<void> {
    this.earlier.disabled = true;
    setText(this.earlier, "Asking for earlier captions …");
    const height = this.scroll.scrollHeight;
    try {
      let cursor: string | null = null;
      do {
        const page = await fetchCaptions(this.stream, cursor);
        this.restore(page.captions, false);
        cursor = page.next;
        if ((page.captions.at(-1)?.start_ms ?? 0) >= known) {
          break;
        }
      } while (cursor !== null);
      this.complete = true;
      this.earlier.hidden = true;
    } catch (failure) {
      setText(this.earlier, `${(failure as Error).message} Try again`);
      this.earlier.disabled = false;
      return;
    }
    setText(this.earlier, "Earlier captions");
    this.earlier.disabled = false;
    if (!this.following) {
      // What was being read stays where it was.
      this.scroll.scrollTop += this.scroll.scrollHeight - height;
    }
  }

  /** Puts a caption where it belongs; false when it tells nothing new. */
  private place(caption: CaptionView): boolean {
    if (this.log.merge(caption) === "stale") {
      return false;
    }
    const key = captionKey(caption);
    let row = this.rows.get(key);
    if (row) {
      row.update(caption);
    } else {
      row = new CaptionRow(this.stream, caption);
      this.rows.set(key, row);
    }
    const list = this.log.list();
    let at = list.length - 1;
    while (at > 0 && list[at] !== caption) {
      at--;
    }
    const next = list[at + 1];
    const before = next ? (this.rows.get(captionKey(next))?.element ?? null) : null;
    if (row.element.parentNode !== this.list || row.element.nextElementSibling !== before) {
      this.list.insertBefore(row.element, before);
    }
    if (!next) {
      this.roving.suggest(row.anchor);
    }
    this.empty.hidden = true;
    return true;
  }

  private scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.scroll;
    if (!this.pinned) {
      this.following = scrollHeight - scrollTop - clientHeight < AT_END_PX;
      this.catchUp.hidden = this.following;
    }
  }

  private stickToEnd(): void {
    if (this.following) {
      this.scroll.scrollTop = this.scroll.scrollHeight;
    }
  }
}

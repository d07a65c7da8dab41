import type { CaptionView } from "../api/types";
import { streamHash } from "../router";
import { el, setText } from "../ui/dom";
import { isoDuration, timeCode } from "../ui/timecode";

/** One caption in the list; its text is changed in place as revisions come. */
export class CaptionRow {
  private readonly time = el("time", {});
  private readonly link: HTMLAnchorElement;
  private readonly committed = el("span", { class: "committed" });
  private readonly tentative = el("span", { class: "tentative" });
  private readonly text = el("p", {}, this.committed, this.tentative);
  readonly element: HTMLLIElement;

  constructor(
    private readonly stream: string,
    caption: CaptionView,
  ) {
    this.link = el("a", { class: "caption-time", tabindex: -1 }, this.time);
    this.element = el("li", { class: "caption" }, this.link, this.text);
    this.update(caption);
  }

  update(caption: CaptionView): void {
    const gap = caption.committed !== "" && caption.tentative !== "" ? " " : "";
    setText(this.committed, caption.committed);
    setText(this.tentative, gap + caption.tentative);
    setText(this.time, timeCode(caption.start_ms));
    this.time.dateTime = isoDuration(caption.start_ms);
    this.link.href = streamHash(this.stream, caption.start_ms);
    this.link.title = `${caption.source}: stay at this moment`;
    if (caption.language) {
      this.text.lang = caption.language;
    }
    this.element.hidden = caption.committed === "" && caption.tentative === "";
    this.element.classList.toggle("is-final", caption.is_final);
  }

  /** Marks it as the moment that was asked for. */
  highlight(on: boolean): void {
    if (on) {
      this.element.setAttribute("aria-current", "true");
    } else {
      this.element.removeAttribute("aria-current");
    }
  }

  focus(): void {
    this.link.focus({ preventScroll: true });
  }

  /** What takes the focus for it. */
  get anchor(): HTMLAnchorElement {
    return this.link;
  }
}

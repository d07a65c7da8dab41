import { el, percent, setText } from "../ui/dom";
import { preciseTimeCode, signedMs } from "../ui/timecode";
import { isSkewed, type LaneLayout, type Piece, share, type Stretch } from "./layout";
import { reasonText, STANDINGS } from "./words";

/** Draws a lane; elements are kept from one drawing to the next. */
export class LaneView {
  readonly element: HTMLElement;
  private readonly track = el("div", { class: "lane-track" });
  private readonly skew = el("span", { class: "lane-skew" });
  private readonly elements = new Map<string, HTMLElement>();

  constructor(readonly lane: string) {
    this.element = el(
      "div",
      { class: `lane lane-${lane}` },
      el("div", { class: "lane-head" }, el("span", { class: "lane-name" }, lane), this.skew),
      this.track,
    );
  }

  /** Skews of the sources of the lane, as estimated now. */
  showSkew(text: string, strong: boolean): void {
    setText(this.skew, text);
    this.skew.classList.toggle("is-strong", strong);
  }

  draw(layout: LaneLayout, fromMs: number, toMs: number): void {
    const used = new Set<string>();
    for (const stretch of layout.stretches) {
      if (stretch.endMs > fromMs && stretch.startMs < toMs) {
        this.place(`s${stretch.startMs}`, stretch.startMs, stretch.endMs, fromMs, toMs, used, (element) =>
          dressStretch(element, stretch),
        );
      }
    }
    for (const piece of layout.pieces) {
      if (piece.endMs > fromMs && piece.startMs < toMs) {
        this.place(`p${piece.key}`, piece.startMs, piece.endMs, fromMs, toMs, used, (element) =>
          dressPiece(element, piece),
        );
      }
    }
    for (const [key, element] of this.elements) {
      if (!used.has(key)) {
        element.remove();
        this.elements.delete(key);
      }
    }
  }

  private place(
    key: string,
    startMs: number,
    endMs: number,
    fromMs: number,
    toMs: number,
    used: Set<string>,
    dress: (element: HTMLElement) => void,
  ): void {
    let element = this.elements.get(key);
    if (!element) {
      element = el("div");
      this.elements.set(key, element);
      this.track.append(element);
    }
    const left = share(startMs, fromMs, toMs);
    element.style.left = percent(left);
    element.style.width = percent(share(endMs, fromMs, toMs) - left);
    dress(element);
    used.add(key);
  }
}

function dressStretch(element: HTMLElement, stretch: Stretch): void {
  element.className = `stretch is-${stretch.standing}`;
  const reason = reasonText(stretch.reason);
  element.title =
    `${preciseTimeCode(stretch.startMs)}–${preciseTimeCode(stretch.endMs)}: ` +
    `${STANDINGS[stretch.standing]}${reason === "" ? "" : `, ${reason}`}`;
}

function dressPiece(element: HTMLElement, piece: Piece): void {
  element.className = `piece row-${piece.row}`;
  element.classList.toggle("is-skewed", isSkewed(piece.skewMs));
  element.classList.toggle("is-held", piece.held);
  element.classList.toggle("is-point", piece.point);
  const times = piece.count > 1 ? `, ${piece.count} times` : "";
  element.title = `${preciseTimeCode(piece.startMs)} ${piece.source}${times}, skew ${signedMs(piece.skewMs)}: ${piece.text}`;
  setText(element, piece.text);
}

import type { WindowView } from "../api/types";
import { el, setText } from "../ui/dom";
import { bands, BOX, weightsOf } from "./fusion";
import { type Lane, LANES } from "./layout";

const NAMESPACE = "http://www.w3.org/2000/svg";

/** The weights of the modalities over time, as a lane of the timeline. */
export class FusionView {
  private readonly paths = new Map<string, SVGPathElement>();
  private readonly shares: Record<Lane, HTMLElement> = {
    audio: el("span", { class: "share-audio" }),
    video: el("span", { class: "share-video" }),
    text: el("span", { class: "share-text" }),
  };
  private readonly now = el(
    "span",
    { class: "lane-skew", hidden: true, title: "Weights of audio, video and text in the newest window, %" },
    ...LANES.map((lane) => this.shares[lane]),
    "%",
  );
  readonly element: HTMLElement;

  constructor() {
    const svg = document.createElementNS(NAMESPACE, "svg");
    svg.setAttribute("viewBox", `0 0 ${BOX.width} ${BOX.height}`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    for (const lane of LANES) {
      const path = document.createElementNS(NAMESPACE, "path");
      path.setAttribute("class", `band band-${lane}`);
      this.paths.set(lane, path);
      svg.append(path);
    }
    this.element = el(
      "div",
      { class: "lane lane-fusion" },
      el("div", { class: "lane-head" }, el("span", { class: "lane-name" }, "weights"), this.now),
      el("div", { class: "lane-track" }, svg),
    );
  }

  draw(windows: readonly WindowView[], fromMs: number, toMs: number): void {
    for (const band of bands(windows, fromMs, toMs)) {
      this.paths.get(band.lane)?.setAttribute("d", band.path);
    }
    const newest = windows.findLast((window) => weightsOf(window) !== null);
    const weights = newest ? weightsOf(newest) : null;
    if (weights) {
      LANES.forEach((lane) => setText(this.shares[lane], `${Math.round(weights[lane] * 100)} `));
    }
    this.now.hidden = weights === null;
    this.element.title = newest?.fusion ? `Fusion: ${newest.fusion}` : "";
  }
}

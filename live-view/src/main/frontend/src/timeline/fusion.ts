import type { WindowView } from "../api/types";
import { LANES, type Lane, ownedSpan, share } from "./layout";

/** One band of the stacked weights, as SVG path data in a box of 1000 by 100. */
export interface Band {
  lane: Lane;
  path: string;
}

/** Width and height of the box that the paths are drawn in. */
export const BOX = { width: 1000, height: 100 };

/** Weights of a window by lane, scaled to a sum of 1; null before fusion. */
export function weightsOf(window: WindowView): Record<Lane, number> | null {
  const weights = { audio: 0, video: 0, text: 0 };
  let sum = 0;
  for (const lane of LANES) {
    const weight = window.modalities.find((one) => one.modality === lane)?.weight ?? 0;
    weights[lane] = Math.max(0, weight);
    sum += weights[lane];
  }
  if (sum <= 0) {
    return null;
  }
  LANES.forEach((lane) => (weights[lane] /= sum));
  return weights;
}

/** The weights over time, one band on top of the other; windows without weights leave a hole. */
export function bands(windows: readonly WindowView[], fromMs: number, toMs: number): Band[] {
  const paths: Record<Lane, string[]> = { audio: [], video: [], text: [] };
  windows.forEach((window, at) => {
    const weights = weightsOf(window);
    if (!weights) {
      return;
    }
    const span = ownedSpan(windows, at);
    const left = (share(span.startMs, fromMs, toMs) * BOX.width).toFixed(1);
    const right = (share(span.endMs, fromMs, toMs) * BOX.width).toFixed(1);
    let top = 0;
    for (const lane of LANES) {
      const bottom = top + weights[lane];
      if (left !== right && weights[lane] > 0) {
        const [high, low] = [(top * BOX.height).toFixed(1), (bottom * BOX.height).toFixed(1)];
        paths[lane].push(`M${left} ${high}H${right}V${low}H${left}Z`);
      }
      top = bottom;
    }
  });
  return LANES.map((lane) => ({ lane, path: paths[lane].join("") }));
}

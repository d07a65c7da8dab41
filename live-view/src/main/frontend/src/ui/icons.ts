const NAMESPACE = "http://www.w3.org/2000/svg";

/** Path data on a grid of 24 by 24, drawn as strokes. */
const PATHS = {
  search: "M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14ZM16 16l5 5",
  sun: "M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8ZM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M5 19l1.5-1.5M17.5 6.5L19 5",
  moon: "M20 14A8 8 0 0 1 10 4a8 8 0 1 0 10 10Z",
  system: "M3 5h18v11H3ZM9 20h6M12 16v4",
  down: "M12 5v14M6 13l6 6l6-6",
} as const;

export type IconName = keyof typeof PATHS;

/** An icon; it has no meaning of its own, so what it stands on needs a label. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(NAMESPACE, "svg");
  const path = document.createElementNS(NAMESPACE, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.appendChild(path);
  return svg;
}

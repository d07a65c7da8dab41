import { el } from "../ui/dom";
import { STANDINGS } from "./words";

/** What the patterns of the lanes mean. */
export function legend(): HTMLElement {
  return el(
    "ul",
    { class: "legend", "aria-label": "Meaning of the patterns" },
    ...Object.entries(STANDINGS).map(([standing, text]) =>
      el("li", {}, el("span", { class: `swatch is-${standing}`, "aria-hidden": "true" }), text),
    ),
  );
}

import { type Child, el, uniqueId } from "./dom";

/** A part of a page with a heading, as screen readers list it. */
export interface Panel {
  element: HTMLElement;
  head: HTMLElement;
  body: HTMLElement;
}

export function panel(name: string, title: string, ...children: Child[]): Panel {
  const id = uniqueId("panel");
  const head = el("div", { class: "panel-head" }, el("h2", { id }, title));
  const body = el("div", { class: "panel-body" }, ...children);
  const element = el("section", { class: `panel panel-${name}`, "aria-labelledby": id }, head, body);
  return { element, head, body };
}

/** Text for screen readers only. */
export function hidden(text: string): HTMLElement {
  return el("span", { class: "visually-hidden" }, text);
}

/** A small coloured mark with its word; the word carries the meaning, the colour helps. */
export function badge(kind: string, text: string): HTMLElement {
  return el("span", { class: `badge badge-${kind}` }, text);
}

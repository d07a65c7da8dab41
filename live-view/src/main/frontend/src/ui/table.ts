import { type Child, el } from "./dom";

/** A column: its heading, and whether it holds numbers. */
export interface Column {
  title: string;
  number?: boolean;
  /** Told by screen readers and on hovering, where the heading is short. */
  hint?: string;
}

/** A table with headings for its columns and, in the first column, for its rows. */
export function table(caption: string, columns: Column[], rows: Child[][]): HTMLElement {
  const heads = columns.map((column) =>
    el("th", { scope: "col", class: column.number ? "number" : null, title: column.hint ?? null }, column.title),
  );
  const lines = rows.map((cells) =>
    el(
      "tr",
      {},
      ...cells.map((cell, at) =>
        at === 0
          ? el("th", { scope: "row" }, cell)
          : el("td", { class: columns[at]?.number ? "number" : null }, cell),
      ),
    ),
  );
  return el(
    "div",
    { class: "table-scroll", tabindex: 0, role: "group", "aria-label": caption },
    el(
      "table",
      {},
      el("caption", { class: "visually-hidden" }, caption),
      el("thead", {}, el("tr", {}, ...heads)),
      el("tbody", {}, ...lines),
    ),
  );
}

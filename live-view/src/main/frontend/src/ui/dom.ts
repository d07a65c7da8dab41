/** Elements without markup: everything shown is set as text. */

export type Child = Node | string | null | undefined | false;

/** Attributes; `on…` are listeners, true is an empty attribute, false and null leave it out. */
export type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  append(element, children);
  return element;
}

/** Adds what is there; strings become text. */
export function append(parent: Node, children: Child[]): void {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) {
      parent.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
    }
  }
}

/** Replaces the content. */
export function fill(parent: Element, ...children: Child[]): void {
  parent.replaceChildren();
  append(parent, children);
}

/** Sets the text only where it differs, so that nothing is laid out or announced anew. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** A share (0..1) as a percentage for a style property. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`;
}

let ids = 0;

/** An id that no other element has. */
export function uniqueId(prefix: string): string {
  return `${prefix}-${++ids}`;
}

/** Runs at most once per frame, and also in a page that is not shown, where there are no frames. */
export function coalesced(task: () => void): () => void {
  let waiting = false;
  const run = (): void => {
    if (waiting) {
      waiting = false;
      task();
    }
  };
  return () => {
    if (!waiting) {
      waiting = true;
      if (document.hidden) {
        window.setTimeout(run, 250);
      } else {
        window.requestAnimationFrame(run);
      }
    }
  };
}

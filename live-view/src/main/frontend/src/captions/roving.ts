/**
 * One tab stop for a long list of links: arrow keys go from one to the next, so that the tab key gets
 * past the list. Without focus in the list its stop is where the list wants it.
 */
export class Roving {
  private stop: HTMLElement | null = null;

  constructor(private readonly list: HTMLElement) {
    list.addEventListener("focusin", (event) => this.moveTo(event.target as HTMLElement));
    list.addEventListener("keydown", (event) => this.key(event));
  }

  /** Puts the stop onto a link, unless the list is being used. */
  suggest(link: HTMLElement): void {
    if (!this.list.contains(document.activeElement)) {
      this.moveTo(link);
    }
  }

  private moveTo(link: HTMLElement): void {
    if (link !== this.stop) {
      this.stop?.setAttribute("tabindex", "-1");
      link.setAttribute("tabindex", "0");
      this.stop = link;
    }
  }

  private key(event: KeyboardEvent): void {
    const item = (event.target as Element).closest("li");
    const next = event.key === "ArrowDown" ? item?.nextElementSibling : item?.previousElementSibling;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.altKey && !event.ctrlKey) {
      event.preventDefault();
      next?.querySelector<HTMLElement>("a")?.focus();
    }
  }
}

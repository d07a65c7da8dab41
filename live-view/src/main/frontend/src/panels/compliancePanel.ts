import { ApiError, getJson, streamUrl } from "../api/client";
import { el, fill } from "../ui/dom";
import { panel } from "../ui/panel";

const EVERY_MS = 5000;

/** How the captions stand beside the published limits; there only where the server measures them. */
export class CompliancePanel {
  private readonly panel = panel("compliance", "Compliance");
  private readonly abort = new AbortController();
  private timer: number | undefined;
  private shown = "";

  constructor(private readonly stream: string) {
    this.panel.element.hidden = true;
    void this.refresh();
  }

  get element(): HTMLElement {
    return this.panel.element;
  }

  close(): void {
    this.abort.abort();
    window.clearTimeout(this.timer);
  }

  private async refresh(): Promise<void> {
    try {
      if (!document.hidden) {
        const figures = await getJson<unknown>(`${streamUrl(this.stream)}/compliance`, this.abort.signal);
        this.render(figures);
        this.panel.element.hidden = false;
      }
    } catch (failure) {
      if (failure instanceof ApiError && failure.status !== 0) {
        this.panel.element.hidden = true;
      }
    }
    if (!this.abort.signal.aborted) {
      this.timer = window.setTimeout(() => void this.refresh(), EVERY_MS);
    }
  }

  private render(figures: unknown): void {
    const now = JSON.stringify(figures);
    if (now !== this.shown) {
      this.shown = now;
      fill(this.panel.body, el("dl", { class: "figures" }, ...rows("", figures)));
    }
  }
}

/** Every figure with its name, whatever the server measures. */
function rows(name: string, value: unknown): HTMLElement[] {
  if (value !== null && typeof value === "object") {
    return Object.entries(value).flatMap(([key, inner]) => rows(name === "" ? key : `${name} ${key}`, inner));
  }
  if (value === null || name === "stream") {
    return [];
  }
  const shown = typeof value === "number" && !Number.isInteger(value) ? value.toFixed(2) : String(value);
  return [el("div", {}, el("dt", {}, name.replaceAll("_", " ")), el("dd", {}, shown))];
}

import { fetchHits, fetchStreams } from "../api/client";
import type { SearchAnswer, SearchHit } from "../api/types";
import { type Route, searchHash, streamHash } from "../router";
import { marked } from "../search/marks";
import { el, fill, setText } from "../ui/dom";
import { badge } from "../ui/panel";
import { isoDuration, parseTimeCode, timeCode } from "../ui/timecode";
import type { View } from "./view";

const MODALITIES: Record<string, string> = {
  speech: "spoken",
  screen: "on screen",
  object: "seen",
  chat: "written",
};

/** Hits over all streams for a query, with filters. */
export class SearchView implements View {
  readonly title = "Search";
  private readonly note = el("p", { class: "note", role: "status" });
  private readonly hits = el("ol", { class: "hits" });
  private readonly stream = el("select", { name: "stream", id: "filter-stream" }, el("option", { value: "" }, "all"));
  private readonly modality = el("select", { name: "modality", id: "filter-modality" });
  private readonly from = timeField("filter-from", "0:00");
  private readonly to = timeField("filter-to", "end");
  private request = new AbortController();
  readonly element: HTMLElement;

  constructor(private parameters: URLSearchParams) {
    fill(this.modality, option("", "any"), ...Object.entries(MODALITIES).map(([value, text]) => option(value, text)));
    this.element = el(
      "div",
      { class: "page page-narrow" },
      el("h1", { tabindex: -1 }, "Search"),
      el(
        "form",
        { class: "filters", "aria-label": "Filters", onchange: () => this.filter(), onsubmit: (event) => this.submit(event) },
        field("Stream", this.stream),
        field("What", this.modality),
        field("From", this.from),
        field("To", this.to),
      ),
      this.note,
      this.hits,
    );
    void this.loadStreams();
    this.reflect();
    void this.search();
  }

  moveTo(route: Route): boolean {
    if (route.page !== "search") {
      return false;
    }
    this.parameters = route.parameters;
    this.reflect();
    void this.search();
    return true;
  }

  close(): void {
    this.request.abort();
  }

  private async loadStreams(): Promise<void> {
    try {
      const streams = await fetchStreams();
      fill(this.stream, option("", "all"), ...streams.map((one) => option(one.stream, one.stream)));
      this.reflect();
    } catch {
      // The filter then has no choices; the search itself says what is wrong.
    }
  }

  private reflect(): void {
    const wanted = this.parameters.get("stream") ?? "";
    if (![...this.stream.options].some((one) => one.value === wanted)) {
      this.stream.append(option(wanted, wanted));
    }
    this.stream.value = wanted;
    this.modality.value = this.parameters.get("modality") ?? "";
    this.from.value = clock(this.parameters.get("from_ms"));
    this.to.value = clock(this.parameters.get("to_ms"));
  }

  private submit(event: Event): void {
    event.preventDefault();
    this.filter();
  }

  private filter(): void {
    const parameters = new URLSearchParams({
      q: this.parameters.get("q") ?? "",
      stream: this.stream.value,
      modality: this.modality.value,
      from_ms: milliseconds(this.from),
      to_ms: milliseconds(this.to),
    });
    location.hash = searchHash(parameters);
  }

  private async search(): Promise<void> {
    this.request.abort();
    this.request = new AbortController();
    const { signal } = this.request;
    const query = this.parameters.get("q") ?? "";
    if (query === "") {
      fill(this.hits);
      setText(this.note, "Write what you look for into the box at the top: words, or a question.");
      return;
    }
    setText(this.note, "Searching …");
    try {
      const wanted = new URLSearchParams(this.parameters);
      wanted.set("limit", "50");
      this.render(await fetchHits(wanted, signal), query);
    } catch (failure) {
      if (!signal.aborted) {
        fill(this.hits);
        setText(this.note, (failure as Error).message);
      }
    }
  }

  private render(answer: SearchAnswer, query: string): void {
    const count = answer.hits.length;
    setText(
      this.note,
      count === 0
        ? `Nothing found for “${query}”. Other words may help, or fewer filters.`
        : `${count} ${count === 1 ? "moment" : "moments"} for “${query}” in ${answer.took_ms} ms`,
    );
    fill(this.hits, ...answer.hits.map((hit) => hitItem(hit, query)));
  }
}

function hitItem(hit: SearchHit, query: string): HTMLElement {
  const text = marked(hit.text, query).map((part) => (part.hit ? el("mark", {}, part.text) : part.text));
  return el(
    "li",
    {},
    el(
      "a",
      { class: "hit", href: streamHash(hit.stream, hit.start_ms) },
      el(
        "span",
        { class: "hit-head" },
        el("span", { class: "hit-stream" }, hit.stream),
        el("time", { datetime: isoDuration(hit.start_ms) }, timeCode(hit.start_ms)),
        badge(hit.modality, MODALITIES[hit.modality] ?? hit.modality),
        el("span", { class: "hit-by" }, `by ${hit.matched.join(" and ")}`),
      ),
      el("span", { class: "hit-text" }, ...text),
    ),
  );
}

function option(value: string, text: string): HTMLOptionElement {
  return el("option", { value }, text);
}

function timeField(id: string, placeholder: string): HTMLInputElement {
  return el("input", { id, type: "text", inputmode: "numeric", placeholder, size: 7, autocomplete: "off" });
}

function field(label: string, input: HTMLElement): HTMLElement {
  return el("div", { class: "field" }, el("label", { for: input.id }, label), input);
}

function clock(ms: string | null): string {
  return ms === null || !/^\d+$/.test(ms) ? "" : timeCode(Number(ms));
}

/** The field in milliseconds; what is no time is marked and left out. */
function milliseconds(input: HTMLInputElement): string {
  const time = input.value.trim() === "" ? null : parseTimeCode(input.value);
  const wrong = input.value.trim() !== "" && time === null;
  input.setAttribute("aria-invalid", String(wrong));
  input.setCustomValidity(wrong ? "Write a time as 1:15 or 1:02:03." : "");
  input.reportValidity();
  return time === null ? "" : String(time);
}

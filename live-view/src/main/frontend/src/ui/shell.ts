import { searchHash, type Route } from "../router";
import type { Settings, SettingsStore } from "../state/settings";
import { el, fill } from "./dom";
import { icon, type IconName } from "./icons";
import { hidden } from "./panel";

const NEXT: Record<Settings["theme"], Settings["theme"]> = { system: "light", light: "dark", dark: "system" };
const ICONS: Record<Settings["theme"], IconName> = { system: "system", light: "sun", dark: "moon" };

/** What stays on the page whatever it shows: the header with the search box, and the place for the rest. */
export class Shell {
  readonly main = el("main", { id: "main", tabindex: -1 });
  private readonly query = el("input", {
    type: "search",
    name: "q",
    id: "query",
    placeholder: "Search all streams",
    autocomplete: "off",
    maxlength: 500,
  });

  constructor(private readonly settings: SettingsStore) {
    document.body.replaceChildren(
      el("a", { class: "skip", href: "#main", onclick: (event) => this.skip(event) }, "Skip to the content"),
      el(
        "header",
        { class: "top" },
        el("a", { class: "brand", href: "#/" }, el("span", { class: "brand-mark", "aria-hidden": "true" }), "Lockstep"),
        this.searchForm(),
        this.themeButton(),
      ),
      this.main,
    );
    document.addEventListener("keydown", (event) => this.shortcut(event));
    settings.follow((current) => {
      const root = document.documentElement;
      if (current.theme === "system") {
        root.removeAttribute("data-theme");
      } else {
        root.dataset["theme"] = current.theme;
      }
    });
  }

  /** Shows the query of a search in the box. */
  reflect(route: Route): void {
    if (route.page === "search") {
      this.query.value = route.parameters.get("q") ?? "";
    }
  }

  private searchForm(): HTMLElement {
    return el(
      "form",
      { role: "search", class: "search-box", onsubmit: (event) => this.submit(event) },
      el("label", { for: "query", class: "visually-hidden" }, "Search all streams"),
      icon("search"),
      this.query,
      el("button", { type: "submit", class: "visually-hidden" }, "Search"),
    );
  }

  private submit(event: Event): void {
    event.preventDefault();
    const text = this.query.value.trim();
    if (text !== "") {
      const current = new URLSearchParams(location.hash.split("?")[1] ?? "");
      // A new query keeps the filters of the one that is shown.
      const parameters = location.hash.startsWith("#/search") ? current : new URLSearchParams();
      parameters.set("q", text);
      location.hash = searchHash(parameters);
    }
  }

  private themeButton(): HTMLElement {
    const button = el("button", {
      type: "button",
      class: "quiet",
      onclick: () => this.settings.update({ theme: NEXT[this.settings.get().theme] }),
    });
    this.settings.follow(({ theme }) => {
      button.title = `Colours: ${theme}; press for ${NEXT[theme]}`;
      fill(button, icon(ICONS[theme]), hidden(`Colours: ${theme}. Change to ${NEXT[theme]}`));
    });
    return button;
  }

  private skip(event: Event): void {
    event.preventDefault();
    this.main.focus();
  }

  private shortcut(event: KeyboardEvent): void {
    const typing = event.target instanceof Element && event.target.matches("input, select, textarea");
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "/" && plain && !typing && this.settings.get().shortcuts) {
      event.preventDefault();
      this.query.focus();
      this.query.select();
    }
  }
}

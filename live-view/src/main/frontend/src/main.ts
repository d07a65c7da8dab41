import { parseRoute, type Route } from "./router";
import { SettingsStore } from "./state/settings";
import { Shell } from "./ui/shell";
import { SearchView } from "./views/searchView";
import { StreamsView } from "./views/streamsView";
import { StreamView } from "./views/streamView";
import type { View } from "./views/view";

const settings = new SettingsStore();
const shell = new Shell(settings);
let view: View | null = null;

function viewFor(route: Route): View {
  switch (route.page) {
    case "stream":
      return new StreamView(route.stream, route.atMs, settings);
    case "search":
      return new SearchView(route.parameters);
    default:
      return new StreamsView();
  }
}

function show(): void {
  const route = parseRoute(location.hash);
  shell.reflect(route);
  if (!view?.moveTo(route)) {
    const first = view === null;
    view?.close();
    view = viewFor(route);
    shell.main.replaceChildren(view.element);
    window.scrollTo(0, 0);
    // A reader that followed a link goes on here; on the first page the browser has placed it.
    if (!first) {
      view.element.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
    }
  }
  document.title = view.title === "" ? "Lockstep" : `${view.title} – Lockstep`;
}

window.addEventListener("hashchange", show);
window.addEventListener("pagehide", () => view?.close());
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    view = null;
    show();
  }
});
show();

import { CAPTION_LINES, CAPTION_SIZES, type Settings, type SettingsStore } from "../state/settings";
import { el, uniqueId } from "../ui/dom";

/** How captions look and are told; a disclosure beside their heading. */
export function captionOptions(settings: SettingsStore): HTMLElement {
  const size = choice(CAPTION_SIZES, String, (value) => settings.update({ captionSize: Number(value) }));
  const lines = choice(CAPTION_LINES, (value) => (value === 0 ? "as fits" : String(value)), (value) => settings.update({ captionLines: Number(value) }));
  const contrast = choice(["standard", "high"], String, (value) =>
    settings.update({ captionContrast: value as Settings["captionContrast"] }),
  );
  const announce = toggle((on) => settings.update({ announce: on }));
  const shortcuts = toggle((on) => settings.update({ shortcuts: on }));
  settings.follow((current) => {
    size.value = String(current.captionSize);
    lines.value = String(current.captionLines);
    contrast.value = current.captionContrast;
    announce.checked = current.announce;
    shortcuts.checked = current.shortcuts;
  });
  return el(
    "details",
    { class: "options" },
    el("summary", {}, "Display"),
    el(
      "div",
      { class: "options-body" },
      labelled("Size", size),
      labelled("Lines", lines),
      labelled("Contrast", contrast),
      labelled("Tell captions to screen readers", announce),
      labelled("Key / goes to the search box", shortcuts),
    ),
  );
}

function choice(
  values: (string | number)[],
  text: (value: string | number) => string,
  changed: (value: string) => void,
): HTMLSelectElement {
  const select = el("select", { id: uniqueId("option") });
  values.forEach((value) => select.append(el("option", { value }, text(value))));
  select.addEventListener("change", () => changed(select.value));
  return select;
}

function toggle(changed: (on: boolean) => void): HTMLInputElement {
  const box = el("input", { type: "checkbox", id: uniqueId("option") });
  box.addEventListener("change", () => changed(box.checked));
  return box;
}

function labelled(text: string, control: HTMLElement): HTMLElement {
  return el("div", { class: "field" }, el("label", { for: control.id }, text), control);
}

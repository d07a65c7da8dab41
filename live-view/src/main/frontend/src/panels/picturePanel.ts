import { streamUrl } from "../api/client";
import type { SceneView, SeenView } from "../api/types";
import type { SettingsStore } from "../state/settings";
import { el, fill, percent, setText, uniqueId } from "../ui/dom";
import { panel } from "../ui/panel";
import { timeCode } from "../ui/timecode";

/** The newest picture with what was seen in it. */
export class PicturePanel {
  readonly element: HTMLElement;
  private readonly image = el("img", { class: "frame", alt: "", decoding: "async" });
  private readonly boxes = el("div", { class: "boxes", "aria-hidden": "true" });
  private readonly cover = el("p", { class: "cover" }, "No picture yet.");
  private readonly stage = el("div", { class: "stage" }, this.image, this.boxes, this.cover);
  private readonly time = el("span", { class: "picture-time" });
  private readonly note = el("p", { class: "picture-note", hidden: true });
  private readonly seen = el("p", { class: "seen" });
  private readonly unfollow: () => void;
  private frame: string | null = null;
  private loading: HTMLImageElement | null = null;

  constructor(
    private readonly stream: string,
    settings: SettingsStore,
  ) {
    const { element, head, body } = panel("picture", "Picture");
    const show = el("input", { type: "checkbox", id: uniqueId("boxes") });
    show.addEventListener("change", () => settings.update({ boxes: show.checked }));
    head.append(this.time, el("div", { class: "field" }, show, el("label", { for: show.id }, "Boxes")));
    body.append(this.stage, this.note, this.seen);
    this.element = element;
    this.unfollow = settings.follow(({ boxes }) => {
      show.checked = boxes;
      this.boxes.hidden = !boxes;
    });
  }

  close(): void {
    this.unfollow();
    this.loading = null;
  }

  /** Shows a scene; the boxes wait for the picture that they belong to. */
  show(scene: SceneView): void {
    const action = scene.action?.toLowerCase() ?? "none";
    this.explain(action, scene);
    if (scene.width > 0 && scene.height > 0) {
      this.stage.style.aspectRatio = `${scene.width} / ${scene.height}`;
    }
    this.stage.classList.toggle("is-blurred", action === "blur");
    if (scene.frame === null || action === "hold") {
      this.loading = null;
      this.frame = null;
      this.image.removeAttribute("src");
      this.uncover(action === "hold" ? "This picture is held back by moderation." : "There is no picture of this moment.");
      this.draw(scene, action);
    } else if (scene.frame === this.frame) {
      this.draw(scene, action);
    } else {
      this.load(scene, scene.frame, action);
    }
  }

  private load(scene: SceneView, version: string, action: string): void {
    const next = new Image();
    this.loading = next;
    next.onload = () => {
      if (this.loading === next) {
        this.loading = null;
        this.frame = version;
        this.image.src = next.src;
        this.uncover(null);
        this.draw(scene, action);
      }
    };
    next.onerror = () => {
      if (this.loading === next) {
        this.loading = null;
        this.draw(scene, action);
      }
    };
    next.src = `${streamUrl(this.stream)}/frame?v=${encodeURIComponent(version)}`;
  }

  private uncover(text: string | null): void {
    this.cover.hidden = text === null;
    setText(this.cover, text ?? "");
  }

  private draw(scene: SceneView, action: string): void {
    const held = action === "hold";
    setText(this.time, timeCode(scene.at_ms));
    fill(
      this.boxes,
      ...(held ? [] : scene.objects.map((seen) => box(seen, "object"))),
      ...(held ? [] : scene.lines.map((seen) => box(seen, "line"))),
    );
    setText(this.seen, held ? "" : summary(scene));
    this.image.alt = held ? "" : summary(scene);
  }

  private explain(action: string, scene: SceneView): void {
    const worst = Object.entries(scene.moderation).sort(([, one], [, other]) => other - one)[0];
    const why = worst ? ` (${worst[0]} ${Math.round(worst[1] * 100)} %)` : "";
    const said: Record<string, string> = {
      hold: `Moderation holds this picture back${why}.`,
      blur: `Moderation has the picture blurred${why}.`,
      flag: `Moderation has flagged this picture${why}.`,
    };
    this.note.hidden = said[action] === undefined;
    setText(this.note, said[action] ?? "");
  }
}

function box(seen: SeenView, kind: "object" | "line"): HTMLElement {
  const label = kind === "object" ? `${seen.text} ${Math.round(seen.score * 100)} %` : seen.text;
  const element = el("div", { class: `box box-${kind}` }, el("span", { class: "box-label" }, label));
  const { x, y, width, height } = seen.box;
  element.style.left = percent(x);
  element.style.top = percent(y);
  element.style.width = percent(width);
  element.style.height = percent(height);
  element.classList.toggle("label-below", y < 0.08);
  return element;
}

function summary(scene: SceneView): string {
  const counts = new Map<string, number>();
  scene.objects.forEach(({ text }) => counts.set(text, (counts.get(text) ?? 0) + 1));
  const objects = [...counts].map(([text, count]) => (count > 1 ? `${count} × ${text}` : text)).join(", ");
  const lines = scene.lines.map(({ text }) => text).join(" · ");
  return [
    scene.description,
    objects === "" ? null : `Seen: ${objects}.`,
    lines === "" ? null : `On screen: “${lines}”`,
  ]
    .filter((part) => part !== null && part !== "")
    .join(" ");
}

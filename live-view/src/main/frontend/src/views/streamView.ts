import { type ConnectionState, StreamConnection } from "../api/connection";
import type { CaptionView, SceneView, Snapshot, StreamDetail, TurnView, WindowView } from "../api/types";
import { CaptionPanel } from "../captions/captionPanel";
import { CompliancePanel } from "../panels/compliancePanel";
import { HealthPanels } from "../panels/healthPanels";
import { PicturePanel } from "../panels/picturePanel";
import { TurnsPanel } from "../panels/turnsPanel";
import { type Route, streamHash } from "../router";
import type { SettingsStore } from "../state/settings";
import { TimelinePanel } from "../timeline/timelinePanel";
import { el, setText } from "../ui/dom";
import { timeCode } from "../ui/timecode";
import { ConnectionBadge } from "./connectionBadge";
import { StreamProbe } from "./streamProbe";
import type { View } from "./view";

/** One stream, live. */
export class StreamView implements View {
  readonly element: HTMLElement;
  private readonly badge = new ConnectionBadge();
  private readonly state = el("span", { class: "badge" });
  private readonly position = el("span", { class: "position" });
  private readonly notice = el("p", { class: "notice", role: "alert", hidden: true });
  private readonly back = el("button", { type: "button", class: "back", hidden: true, onclick: () => this.live() }, "Back to live");
  private readonly picture: PicturePanel;
  private readonly captions: CaptionPanel;
  private readonly timeline: TimelinePanel;
  private readonly turns: TurnsPanel;
  private readonly compliance: CompliancePanel;
  private readonly health = new HealthPanels();
  private readonly connection: StreamConnection;
  private readonly probe: StreamProbe;
  private origin: number | null = null;
  private reset = false;
  private pending: number | null;

  constructor(
    private readonly stream: string,
    private atMs: number | null,
    settings: SettingsStore,
  ) {
    this.pending = atMs;
    this.picture = new PicturePanel(stream, settings);
    this.captions = new CaptionPanel(stream, settings, () => this.live());
    this.timeline = new TimelinePanel(stream, (time) => (location.hash = streamHash(stream, time)));
    this.turns = new TurnsPanel(stream);
    this.compliance = new CompliancePanel(stream);
    this.probe = new StreamProbe(
      stream,
      (said) => this.tell(said),
      () => {
        this.reset = true;
        this.connection.startOver();
      },
    );
    this.element = this.layOut();
    this.connection = new StreamConnection(stream, {
      message: (type, data) => this.message(type, data),
      state: (state) => this.connected(state),
    });
    this.connection.open();
    this.back.hidden = atMs === null;
  }

  get title(): string {
    return this.stream;
  }

  moveTo(route: Route): boolean {
    if (route.page !== "stream" || route.stream !== this.stream) {
      return false;
    }
    this.jump(route.atMs);
    return true;
  }

  close(): void {
    this.connection.close();
    this.picture.close();
    this.captions.close();
    this.timeline.close();
    this.compliance.close();
    this.probe.close();
  }

  private layOut(): HTMLElement {
    const vtt = `/captions/${encodeURIComponent(this.stream)}.vtt`;
    return el(
      "div",
      { class: "page" },
      el(
        "div",
        { class: "stream-head" },
        el("h1", { tabindex: -1 }, this.stream),
        this.state,
        this.position,
        this.badge.element,
        this.back,
        el("a", { class: "quiet-link", href: vtt, download: `${this.stream}.vtt` }, "Captions as WebVTT"),
      ),
      this.notice,
      el(
        "div",
        { class: "stream-grid" },
        this.picture.element,
        this.captions.element,
        this.timeline.element,
        ...this.health.elements,
        this.compliance.element,
        this.turns.element,
      ),
    );
  }

  private message(type: string, data: unknown): void {
    switch (type) {
      case "snapshot":
        this.restore(data as Snapshot);
        break;
      case "caption":
        this.captions.add(data as CaptionView);
        break;
      case "window":
        this.timeline.add(data as WindowView);
        break;
      case "scene":
        this.picture.show(data as SceneView);
        break;
      case "turn":
        this.turns.add(data as TurnView);
        break;
      case "status":
        this.status(data as StreamDetail);
        break;
      case "reset":
        this.reset = true;
        break;
      case "dropped":
        this.tell(`The server could not keep up with this page and has let it go: ${reasonOf(data)}. It connects again.`);
        break;
      default:
    }
  }

  private restore(snapshot: Snapshot): void {
    const origin = snapshot.detail.summary.origin_time_ms;
    // Another origin is another programme of the same name; otherwise all that is here still holds.
    const anew = this.origin !== origin;
    this.origin = origin;
    this.captions.restore(snapshot.captions, anew);
    this.timeline.restore(snapshot.windows, anew);
    this.turns.restore(snapshot.turns, anew);
    if (this.reset && !anew) {
      void this.captions.fillGap();
    }
    this.reset = false;
    this.status(snapshot.detail);
    if (snapshot.detail.scene) {
      this.picture.show(snapshot.detail.scene);
    }
    if (this.pending !== null) {
      this.jump(this.pending);
    }
  }

  private status(detail: StreamDetail): void {
    const { summary } = detail;
    this.state.className = `badge badge-${summary.state}`;
    setText(this.state, summary.state);
    setText(this.position, timeCode(summary.position_ms));
    this.timeline.status(summary.position_ms, detail.sources);
    this.health.show(detail);
  }

  private connected(state: ConnectionState): void {
    this.badge.show(state);
    if (state === "live") {
      this.tell(null);
    }
    this.probe.connection(state);
  }

  private tell(said: string | null): void {
    this.notice.hidden = said === null;
    setText(this.notice, said ?? "");
  }

  private jump(atMs: number | null): void {
    this.atMs = atMs;
    this.pending = null;
    this.back.hidden = atMs === null;
    void this.captions.jump(atMs);
    void this.timeline.jump(atMs);
  }

  private live(): void {
    if (this.atMs !== null) {
      location.hash = streamHash(this.stream);
    } else {
      this.jump(null);
    }
  }
}

function reasonOf(data: unknown): string {
  const reason = (data as { reason?: unknown } | null)?.reason;
  return typeof reason === "string" ? reason : "it was too slow";
}


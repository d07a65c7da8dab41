import { streamUrl } from "./client";

/** How the connection stands: `gone` when nobody has answered for a while; it is tried on. */
export type ConnectionState = "connecting" | "live" | "reconnecting" | "gone";

/** What a viewer of a stream wants to know. */
export interface ConnectionListener {
  message(type: string, data: unknown): void;
  state(state: ConnectionState): void;
}

const TYPES = ["snapshot", "caption", "window", "scene", "turn", "status", "reset", "dropped"];
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4000;
const GONE_AFTER_MS = 8_000;

/** How long to wait before the given attempt, counted from 0. */
export function waitBefore(attempt: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
}

/**
 * The events of one stream. After a break it goes on behind the last message seen; the browser would
 * do so too, but gives up for good on an answer that is no success, as of a server that restarts.
 */
export class StreamConnection {
  private source: EventSource | null = null;
  private lastId = "";
  private attempt = 0;
  private lostAt: number | null = null;
  private timer: number | undefined;
  private closed = false;

  constructor(
    private readonly stream: string,
    private readonly listener: ConnectionListener,
  ) {}

  /** Opens it; call once. */
  open(): void {
    this.listener.state("connecting");
    this.connect();
  }

  /** Begins with a snapshot at the next attempt: the server does not take what is remembered. */
  startOver(): void {
    this.lastId = "";
  }

  /** Ends it for good. */
  close(): void {
    this.closed = true;
    window.clearTimeout(this.timer);
    this.source?.close();
  }

  private connect(): void {
    const after = this.lastId === "" ? "" : `?after=${encodeURIComponent(this.lastId)}`;
    const source = new EventSource(`${streamUrl(this.stream)}/events${after}`);
    this.source = source;
    source.addEventListener("open", () => {
      this.attempt = 0;
      this.lostAt = null;
      this.listener.state("live");
    });
    source.addEventListener("error", () => this.lost(source));
    for (const type of TYPES) {
      source.addEventListener(type, (event) => this.received(type, event as MessageEvent<string>));
    }
  }

  private received(type: string, event: MessageEvent<string>): void {
    if (type === "reset") {
      // What is remembered belongs to a past that the server does not know.
      this.lastId = "";
    }
    if (event.lastEventId !== "") {
      this.lastId = event.lastEventId;
    }
    this.listener.message(type, event.data === "" ? null : JSON.parse(event.data));
  }

  private lost(source: EventSource): void {
    source.close();
    if (this.closed || source !== this.source) {
      return;
    }
    const now = performance.now();
    this.lostAt ??= now;
    this.listener.state(now - this.lostAt > GONE_AFTER_MS ? "gone" : "reconnecting");
    this.timer = window.setTimeout(() => this.connect(), waitBefore(this.attempt));
    this.attempt++;
  }
}

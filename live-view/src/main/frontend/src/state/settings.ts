/** What a viewer has chosen; kept in this browser only. */
export interface Settings {
  theme: "system" | "light" | "dark";
  captionSize: number;
  captionContrast: "standard" | "high";
  captionLines: number;
  announce: boolean;
  shortcuts: boolean;
  boxes: boolean;
}

export const CAPTION_SIZES = [16, 20, 24, 32, 44, 60];
/** Lines in sight; 0 is as many as there is room for. */
export const CAPTION_LINES = [0, 2, 3, 5, 8, 12];

export const DEFAULTS: Settings = {
  theme: "system",
  captionSize: 20,
  captionContrast: "standard",
  captionLines: 0,
  announce: true,
  shortcuts: true,
  boxes: true,
};

const KEY = "lockstep.settings";

function oneOf<T>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.includes(value as T) ? (value as T) : otherwise;
}

/** Reads what was stored; anything that makes no sense is replaced by its default. */
export function parseSettings(stored: string | null): Settings {
  let raw: Partial<Record<keyof Settings, unknown>> = {};
  try {
    const parsed: unknown = JSON.parse(stored ?? "{}");
    if (typeof parsed === "object" && parsed !== null) {
      raw = parsed;
    }
  } catch {
    // Written by someone else; the defaults have to do.
  }
  return {
    theme: oneOf(raw.theme, ["system", "light", "dark"], DEFAULTS.theme),
    captionSize: oneOf(raw.captionSize, CAPTION_SIZES, DEFAULTS.captionSize),
    captionContrast: oneOf(raw.captionContrast, ["standard", "high"], DEFAULTS.captionContrast),
    captionLines: oneOf(raw.captionLines, CAPTION_LINES, DEFAULTS.captionLines),
    announce: oneOf(raw.announce, [true, false], DEFAULTS.announce),
    shortcuts: oneOf(raw.shortcuts, [true, false], DEFAULTS.shortcuts),
    boxes: oneOf(raw.boxes, [true, false], DEFAULTS.boxes),
  };
}

/** The settings of this page and those who follow them. */
export class SettingsStore {
  private readonly followers = new Set<(settings: Settings) => void>();
  private current: Settings;

  constructor() {
    this.current = parseSettings(read());
  }

  get(): Settings {
    return this.current;
  }

  update(change: Partial<Settings>): void {
    this.current = { ...this.current, ...change };
    try {
      localStorage.setItem(KEY, JSON.stringify(this.current));
    } catch {
      // Storage may be full or forbidden; the choice then lasts as long as the page.
    }
    this.followers.forEach((follower) => follower(this.current));
  }

  /** Calls back now and after each change, until the returned function is called. */
  follow(follower: (settings: Settings) => void): () => void {
    this.followers.add(follower);
    follower(this.current);
    return () => this.followers.delete(follower);
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

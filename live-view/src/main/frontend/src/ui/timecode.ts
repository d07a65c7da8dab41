/** Time codes of media time. */

const two = (value: number): string => String(value).padStart(2, "0");

/** Hours only where there are any: 1:02:03, 2:03. */
export function timeCode(ms: number): string {
  const sign = ms < 0 ? "-" : "";
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = two(seconds % 60);
  return hours > 0 ? `${sign}${hours}:${two(minutes)}:${rest}` : `${sign}${minutes}:${rest}`;
}

/** The same with tenths of a second. */
export function preciseTimeCode(ms: number): string {
  return `${timeCode(ms)}.${Math.floor((Math.abs(ms) % 1000) / 100)}`;
}

/** Reads what people write: 75, 1:15, 1:02:03, with decimals if they like; null when it is no time. */
export function parseTimeCode(text: string): number | null {
  const trimmed = text.trim();
  if (!/^(?:\d+:){0,2}\d+(?:\.\d+)?$/.test(trimmed)) {
    return null;
  }
  return Math.round(trimmed.split(":").reduce((total, part) => total * 60 + Number(part), 0) * 1000);
}

/** For a machine: an ISO 8601 duration, as <time datetime> takes it. */
export function isoDuration(ms: number): string {
  return `PT${(Math.max(0, ms) / 1000).toFixed(3).replace(/\.?0+$/, "")}S`;
}

/** A latency, short: 84 ms, 1.2 s. */
export function latency(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}

/** A figure with its unit, as short as it can be read. */
export function figure(value: number, unit: string): string {
  switch (unit) {
    case "ms":
      return latency(value);
    case "share":
      return `${(value * 100).toFixed(1)} %`;
    case "count":
      return String(Math.round(value));
    default:
      return `${Number(value.toFixed(2))} ${unit}`;
  }
}

/** Milliseconds with their sign. */
export function signedMs(ms: number): string {
  return `${ms > 0 ? "+" : ms < 0 ? "−" : "±"}${Math.abs(Math.round(ms))} ms`;
}

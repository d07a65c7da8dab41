/** The pages, as the hash of the address names them. */
export type Route =
  | { page: "streams" }
  | { page: "stream"; stream: string; atMs: number | null }
  | { page: "search"; parameters: URLSearchParams };

/** Reads a hash; whatever makes no sense is the list of streams. */
export function parseRoute(hash: string): Route {
  const text = hash.replace(/^#/, "");
  const cut = text.indexOf("?");
  const path = cut < 0 ? text : text.slice(0, cut);
  const parameters = new URLSearchParams(cut < 0 ? "" : text.slice(cut + 1));
  const stream = /^\/streams\/([^/]+)$/.exec(path);
  if (stream?.[1] !== undefined) {
    return { page: "stream", stream: decode(stream[1]), atMs: parseMoment(parameters.get("t")) };
  }
  return path === "/search" ? { page: "search", parameters } : { page: "streams" };
}

/** Address of a stream, at a moment if one is given. */
export function streamHash(stream: string, atMs: number | null = null): string {
  const moment = atMs === null ? "" : `?t=${Math.round(atMs)}`;
  return `#/streams/${encodeURIComponent(stream)}${moment}`;
}

/** Address of a search; empty parameters are left out. */
export function searchHash(parameters: URLSearchParams): string {
  const kept = new URLSearchParams([...parameters].filter(([, value]) => value !== ""));
  return `#/search?${kept}`;
}

function parseMoment(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

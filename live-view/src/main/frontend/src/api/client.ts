import type { CaptionPage, SearchAnswer, StreamSummary, WindowView } from "./types";

/** An answer that was no success, in one sentence for people. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Root of the API; the page is served beside it. */
export const API = "/api/v1";

/** Address of a stream's end points. */
export function streamUrl(stream: string): string {
  return `${API}/streams/${encodeURIComponent(stream)}`;
}

/** What the server says went wrong: problem+json where it has one. */
async function problem(response: Response): Promise<ApiError> {
  let said = "";
  try {
    const body = (await response.json()) as { detail?: unknown; hint?: unknown; title?: unknown };
    const parts = [body.detail ?? body.title, body.hint].filter((part) => typeof part === "string");
    said = parts.join(" ");
  } catch {
    // Not JSON; the status alone has to do.
  }
  return new ApiError(response.status, said || `The server answered ${response.status}.`);
}

/** Reads JSON; rejects with an ApiError, or an ApiError of status 0 when nobody answers. */
export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, signal ? { signal } : {});
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === "AbortError") {
      throw failure;
    }
    throw new ApiError(0, "The server does not answer. Is it still running?");
  }
  if (!response.ok) {
    throw await problem(response);
  }
  return (await response.json()) as T;
}

/** All streams. */
export async function fetchStreams(signal?: AbortSignal): Promise<StreamSummary[]> {
  return (await getJson<{ streams: StreamSummary[] }>(`${API}/streams`, signal)).streams;
}

/** A page of captions, oldest first; without a cursor from the oldest that is kept. */
export function fetchCaptions(stream: string, cursor: string | null): Promise<CaptionPage> {
  const parameters = new URLSearchParams({ limit: "1000" });
  if (cursor !== null) {
    parameters.set("cursor", cursor);
  }
  return getJson<CaptionPage>(`${streamUrl(stream)}/captions?${parameters}`);
}

/** Windows that touch a span of media time. */
export async function fetchWindows(stream: string, fromMs: number, toMs: number): Promise<WindowView[]> {
  const parameters = new URLSearchParams({
    from_ms: String(Math.max(0, Math.floor(fromMs))),
    to_ms: String(Math.max(1, Math.ceil(toMs))),
  });
  return (await getJson<{ windows: WindowView[] }>(`${streamUrl(stream)}/windows?${parameters}`)).windows;
}

/** Hits for a query; the parameters are those of the API. */
export function fetchHits(parameters: URLSearchParams, signal: AbortSignal): Promise<SearchAnswer> {
  return getJson<SearchAnswer>(`${API}/search?${parameters}`, signal);
}

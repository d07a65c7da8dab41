import { ApiError, getJson, streamUrl } from "../api/client";
import type { ConnectionState } from "../api/connection";

/** After so many attempts of a connection a server that answers must dislike the position. */
const SUSPECT_AFTER = 4;

/** An event stream that fails does not say why; this asks the plain end point in its place. */
export class StreamProbe {
  private readonly abort = new AbortController();
  private attempts = 0;

  /**
   * @param tell what the server says is wrong with the stream
   * @param refused the stream is there, but its events are refused over and over
   */
  constructor(
    private readonly stream: string,
    private readonly tell: (said: string) => void,
    private readonly refused: () => void,
  ) {}

  connection(state: ConnectionState): void {
    if (state === "live") {
      this.attempts = 0;
    } else if (state !== "connecting") {
      this.attempts++;
      void this.ask(this.attempts);
    }
  }

  close(): void {
    this.abort.abort();
  }

  private async ask(attempt: number): Promise<void> {
    try {
      await getJson(streamUrl(this.stream), this.abort.signal);
      if (attempt >= SUSPECT_AFTER && this.attempts > 0) {
        this.refused();
      }
    } catch (failure) {
      // That nobody answers is told by the state of the connection.
      if (failure instanceof ApiError && failure.status !== 0) {
        this.tell(failure.message);
      }
    }
  }
}

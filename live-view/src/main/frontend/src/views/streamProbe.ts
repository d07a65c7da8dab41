import { ApiError, getJson, streamUrl } from "../api/client";
import type { ConnectionState } from "../api/connection";

/** An event stream that fails does not say why; this asks the plain end point once per break. */
export class StreamProbe {
  private readonly abort = new AbortController();
  private asked = false;

  constructor(
    private readonly stream: string,
    private readonly tell: (said: string) => void,
  ) {}

  connection(state: ConnectionState): void {
    if (state === "live") {
      this.asked = false;
    } else if (state === "reconnecting" && !this.asked) {
      this.asked = true;
      void this.ask();
    }
  }

  close(): void {
    this.abort.abort();
  }

  private async ask(): Promise<void> {
    try {
      await getJson(streamUrl(this.stream), this.abort.signal);
    } catch (failure) {
      // That nobody answers is told by the state of the connection.
      if (failure instanceof ApiError && failure.status !== 0) {
        this.tell(failure.message);
      }
    }
  }
}

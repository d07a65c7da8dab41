import type { ConnectionState } from "../api/connection";
import { el, setText } from "../ui/dom";

const WORDS: Record<ConnectionState, string> = {
  connecting: "connecting",
  live: "connected",
  reconnecting: "reconnecting …",
  gone: "server gone? Still trying …",
};

/** Says whether what is seen is current. */
export class ConnectionBadge {
  readonly element = el("span", { class: "badge", role: "status" });

  show(state: ConnectionState): void {
    this.element.className = `badge badge-connection-${state}`;
    setText(this.element, WORDS[state]);
  }
}

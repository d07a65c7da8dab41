import type { TurnView } from "../api/types";
import { streamHash } from "../router";
import { el, fill, setText } from "../ui/dom";
import { panel } from "../ui/panel";
import { isoDuration, timeCode } from "../ui/timecode";

const SHOWN = 6;
const KEPT = 200;

/** The newest turns of the dialogue, with what was on screen and written meanwhile. */
export class TurnsPanel {
  private readonly panel = panel("turns", "Turns");
  private readonly turns = new Map<number, TurnView>();
  private readonly list = el("ol", { class: "turns" });
  private readonly empty = el("p", { class: "note" }, "No turn yet.");

  constructor(private readonly stream: string) {
    this.panel.body.append(this.empty, this.list);
  }

  get element(): HTMLElement {
    return this.panel.element;
  }

  restore(turns: readonly TurnView[], anew: boolean): void {
    if (anew) {
      this.turns.clear();
    }
    turns.forEach((turn) => this.merge(turn));
    this.render();
  }

  add(turn: TurnView): void {
    if (this.merge(turn)) {
      this.render();
    }
  }

  private merge(turn: TurnView): boolean {
    const known = this.turns.get(turn.turn);
    if (known && known.revision >= turn.revision) {
      return false;
    }
    this.turns.set(turn.turn, turn);
    if (this.turns.size > KEPT) {
      this.turns.delete(Math.min(...this.turns.keys()));
    }
    return true;
  }

  private render(): void {
    const newest = [...this.turns.values()].sort((one, other) => other.turn - one.turn).slice(0, SHOWN);
    this.empty.hidden = newest.length > 0;
    setText(this.empty, "No turn yet.");
    fill(this.list, ...newest.map((turn) => this.item(turn)));
  }

  private item(turn: TurnView): HTMLElement {
    const extras = [
      ...turn.on_screen_text.map((text) => el("li", { class: "turn-screen" }, text)),
      ...turn.messages.map((text) => el("li", { class: "turn-chat" }, text)),
    ];
    return el(
      "li",
      { class: turn.is_final ? "turn" : "turn is-open" },
      el(
        "p",
        { class: "turn-head" },
        el(
          "a",
          { href: streamHash(this.stream, turn.start_ms) },
          el("time", { datetime: isoDuration(turn.start_ms) }, timeCode(turn.start_ms)),
        ),
        turn.speaker ? el("span", {}, turn.speaker) : null,
        turn.is_final ? null : el("span", {}, `ends with ${Math.round(turn.end_of_turn_probability * 100)} %`),
      ),
      el("p", {}, turn.text),
      extras.length > 0 ? el("ul", { class: "turn-extras" }, ...extras) : null,
    );
  }
}

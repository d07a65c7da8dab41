import type { Route } from "../router";

/** What the page shows at an address. */
export interface View {
  readonly element: HTMLElement;
  readonly title: string;
  /** Takes over an address that differs in detail only; false when another view is needed. */
  moveTo(route: Route): boolean;
  /** Ends its requests and timers. */
  close(): void;
}

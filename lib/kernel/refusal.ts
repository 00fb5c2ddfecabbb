import { err } from "./result.ts";

/** Why a request was not carried out. One table per protocol maps a kind to its own error (HTTP, OFREP, …). */
export type RefusalKind =
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "invalid"
  | "illegal"
  | "conflict"
  | "stale"
  | "gone"
  | "too-large"
  | "wrong-media-type"
  | "throttled"
  | "unavailable";

export type Refusal = {
  readonly kind: RefusalKind;
  /** Stable and machine-readable, e.g. `seat-already-filled`. Never reworded. */
  readonly code: string;
  /** What happened, in a sentence. */
  readonly message: string;
  /** What the reader can do about it. */
  readonly todo?: string;
  /** Where in the input, as a dotted path. */
  readonly field?: string;
  /** For `throttled` and `unavailable`: when to come back. */
  readonly retryAfterSeconds?: number;
  readonly issues?: readonly { readonly field: string; readonly message: string }[];
};

type More = Omit<Refusal, "kind" | "code" | "message">;

/** A refusal as a failed result: `return refuse("illegal", "release-not-approved", "…", { todo: "…" })`. */
export const refuse = (kind: RefusalKind, code: string, message: string, more: More = {}) =>
  err<Refusal>({ kind, code, message, ...more });

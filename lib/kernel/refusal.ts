import { err } from "./result.ts";

/** Why a request was not carried out. Each protocol maps a kind to its own error in one table (HTTP, OFREP, …). */
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
  /** What happened, in one sentence. */
  readonly message: string;
  /** What the reader can do next. */
  readonly todo?: string;
  /** The input field at fault, as a dotted path. */
  readonly field?: string;
  /** For `throttled` and `unavailable`: when to retry. */
  readonly retryAfterSeconds?: number;
  readonly issues?: readonly { readonly field: string; readonly message: string }[];
};

type More = Omit<Refusal, "kind" | "code" | "message">;

/** A refusal as a failed result: `return refuse("illegal", "release-not-approved", "…", { todo: "…" })`. */
export const refuse = (kind: RefusalKind, code: string, message: string, more: More = {}) =>
  err<Refusal>({ kind, code, message, ...more });

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

/** A page, or a part of the same page, where a reader can act. */
export type Place = { readonly label: string; readonly href: string };

export type Refusal = {
  readonly kind: RefusalKind;
  /** Stable and machine-readable, e.g. `seat-already-filled`. Never reworded. */
  readonly code: string;
  /** What happened, in one sentence. */
  readonly message: string;
  /** What the reader can do next. */
  readonly todo?: string;
  /** Where the reader can do it. */
  readonly place?: Place;
  /** The input field at fault, as a dotted path. */
  readonly field?: string;
  /** For `throttled` and `unavailable`: when to retry. */
  readonly retryAfterSeconds?: number;
  readonly issues?: readonly { readonly field: string; readonly message: string }[];
};

/** Why something cannot be done now, as a page says it beside the disabled button. */
export type Why = Pick<Refusal, "code" | "message" | "todo" | "place">;

/** The reason with what to do about it, where a page has room for one sentence after another. */
export const inFull = ({ message, todo }: Pick<Refusal, "message" | "todo">): string =>
  todo ? `${message} ${todo}` : message;

/** Where each step that is off can be mended, as far as there is such a place. */
export const placesOf = <S extends string>(
  barred: Readonly<Record<S, Why | null>>,
): Partial<Record<S, Place>> =>
  Object.fromEntries(
    Object.entries<Why | null>(barred).flatMap(([step, why]) => (why?.place ? [[step, why.place]] : [])),
  ) as Partial<Record<S, Place>>;

type More = Omit<Refusal, "kind" | "code" | "message">;

/** A refusal as a failed result: `return refuse("illegal", "release-not-approved", "…", { todo: "…" })`. */
export const refuse = (kind: RefusalKind, code: string, message: string, more: More = {}) =>
  err<Refusal>({ kind, code, message, ...more });

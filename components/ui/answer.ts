import type { Place } from "#lib/kernel/refusal.ts";

/**
 * The result of a request. The fields of a problem are the three things an error must
 * say: what happened (`title`), what was kept, and what to do.
 */
export type Answer<Value = undefined> = { ok: true; value: Value } | { ok: false; problem: Problem };

export type Problem = {
  title: string;
  /** The refusal's code. */
  code?: string | undefined;
  kept?: string | undefined;
  todo?: string | undefined;
  /** Where to do it. */
  place?: Place | undefined;
  /** Messages by field name, for the form that was sent. */
  fields?: Readonly<Record<string, string>> | undefined;
};

/** Is the request itself at fault? What did not reach a working server, or only lacks a session, may succeed again. */
export const isRefusal = ({ code }: Pick<Problem, "code">): boolean =>
  !["unreachable", "unexpected", "internal-error", "sign-in-needed"].includes(code ?? "");

/** Sends a form to the server. Resolves, never rejects, even without a network. */
export type Submit<Input, Value = undefined> = (input: Input) => Promise<Answer<Value>>;

import type { Refusal } from "./refusal.ts";
import { refuse } from "./refusal.ts";
import { ok, type Result } from "./result.ts";

/** One row of a state machine: the states that allow a verb, and the state it leads to. */
export type Transition<S extends string> = { readonly from: readonly S[]; readonly to: S };

/**
 * A state machine as a table: the server decides by it, the page disables a button by it, and a test walks it.
 */
export function machine<S extends string, V extends string>(
  noun: string,
  table: { readonly [verb in V]: Transition<S> },
) {
  const whyNot = (state: S, verb: V): string | null =>
    table[verb].from.includes(state)
      ? null
      : `This ${noun} is ${state}; only ${list(table[verb].from)} can ${verb.replaceAll("-", " ")}.`;

  const next = (state: S, verb: V): Result<S, Refusal> => {
    const reason = whyNot(state, verb);
    return reason === null ? ok(table[verb].to) : refuse("illegal", `${noun}-is-${state}`, reason);
  };

  return { noun, table, whyNot, next };
}

const list = (states: readonly string[]): string =>
  states.length === 1
    ? `one that is ${states[0]}`
    : `one that is ${states.slice(0, -1).join(", ")} or ${states.at(-1)}`;

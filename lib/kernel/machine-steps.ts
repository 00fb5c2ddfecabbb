import type { Transition } from "./machine.ts";

/** What an event does to a machine: starts it in a state, or applies a verb. */
export type Step<State extends string, Verb extends string> =
  | { readonly opens: State }
  | {
      readonly verb: Verb;
      /** States the event does not change, although the verb leads elsewhere. */
      readonly keeps?: readonly State[];
    };

/** The step of every event type that moves a subject; its verbs, its fold and its offline check read this table. */
export type Steps<Type extends string, State extends string, Verb extends string> = {
  readonly [type in Type]: Step<State, Verb>;
};

/** The state after an event, for the tables and for a replay of the log alike. Other events change nothing. */
export const stateAfter =
  <Type extends string, State extends string, Verb extends string>(
    { table }: { readonly table: { readonly [verb in Verb]: Transition<State> } },
    steps: Steps<Type, State, Verb>,
  ) =>
  (state: State, { type }: { readonly type: string }): State => {
    const step = stepOf<State, Verb>(steps, type);
    if (!step) return state;
    if ("opens" in step) return step.opens;
    return step.keeps?.includes(state) ? state : table[step.verb].to;
  };

export const stepOf = <State extends string, Verb extends string>(
  steps: Readonly<Record<string, Step<State, Verb>>>,
  type: string,
): Step<State, Verb> | undefined => (Object.hasOwn(steps, type) ? steps[type] : undefined);

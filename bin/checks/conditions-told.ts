import { type ConditionState, conditionState, isOverdue } from "#lib/councils/condition.ts";
import type { ConditionDecision, Taken } from "#lib/councils/signable.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { Bound } from "#lib/releases/conditions.ts";
import type { Told } from "./documents.ts";

/** A condition as the log tells it so far. */
export type ToldCondition = Bound & {
  readonly seat: BusinessFunction;
  readonly owner: string;
  /** How often it was reported, and the digest of the newest report. */
  readonly report: number;
  readonly digest: string | null;
};

type Answer = { readonly condition: string; readonly decision: ConditionDecision };

/** The conditions of a release, event by event: what was signed, reported and confirmed of each. */
export class ConditionsTold {
  readonly #all: Map<string, ToldCondition>;
  /** Who answered a report of one, and for which seat. */
  readonly taken: Taken[] = [];

  constructor(all: ReadonlyMap<string, ToldCondition> = new Map()) {
    this.#all = new Map(all);
  }

  all = (): ToldCondition[] => [...this.#all.values()];

  find = (id: string): ToldCondition | undefined => this.#all.get(id);

  take(event: Told): void {
    if (event.type === "verdict.cast")
      for (const { condition: id, owner, dueAt, cap } of event.data.conditions ?? [])
        this.#all.set(id, {
          id,
          signatureId: event.data.verdict,
          seat: event.data.seat,
          owner,
          dueAt,
          ...(cap ? { cap } : {}),
          state: "open",
          report: 0,
          digest: null,
        });
    if (event.type === "condition.reported") {
      const { condition, report, digest } = event.data;
      this.#set(condition, { state: conditionState(["reported"]), report, digest });
    }
    if (event.type !== "condition.signed") return;
    const { condition, decision, signer: personId, seat } = event.data;
    this.#set(condition, { state: conditionState([decision]) });
    this.taken.push({ personId, seat });
  }

  /** The same after one more answer. */
  with({ condition, decision }: Answer): ConditionsTold {
    const after = new ConditionsTold(this.#all);
    after.#set(condition, { state: conditionState([decision]) });
    return after;
  }

  overdue =
    (now: Date) =>
    (signatureId: string): boolean =>
      this.all().some((one) => one.signatureId === signatureId && isOverdue(one, now));

  #set(id: string, change: { state: ConditionState; report?: number; digest?: string }): void {
    const before = this.#all.get(id);
    if (before) this.#all.set(id, { ...before, ...change });
  }
}

import { type Fact, type Folding, foldBy } from "#lib/audit/replay.ts";
import { type RolloutEvent, rolloutEvents } from "./events.ts";
import { ROLLOUT_STATES, rolloutAfter } from "./rollout.ts";

type Step = { readonly type: RolloutEvent["type"]; readonly stream: string };
type Judged = Step & {
  readonly data: { readonly verdict?: string; readonly inputs?: string; readonly judge?: string };
  readonly occurred_at: string;
};

/** A step of the rollout, and the other facts its event gives. */
function step({ facts, names }: Folding, { type, stream }: Step, more: Fact = {}): void {
  const name = names.get(stream) ?? stream;
  const before = facts.get(name);
  const was = ROLLOUT_STATES.find((state) => state === before?.["state"]) ?? "running";
  facts.set(name, { ...before, ...more, state: rolloutAfter(was, { type }) });
}

/** A step with the gate verdict it follows from, where the plan took it. */
function judged(folding: Folding, entry: Judged, more: Fact = {}): void {
  step(folding, entry, more);
  const { verdict, inputs = null, judge = null } = entry.data;
  if (verdict === undefined) return;
  const of = folding.names.get(entry.stream) ?? entry.stream;
  folding.facts.set(`gate verdict ${verdict}`, { of, inputs, judge, decidedAt: entry.occurred_at });
}

/** The facts the log gives about rollouts. */
export const rolloutFold = foldBy(rolloutEvents, {
  "rollout.started"(folding, entry) {
    const { number, release, planDigest, stage, waived = [] } = entry.data;
    folding.names.set(entry.stream, `rollout ${number}`);
    step(folding, entry, { of: `release ${release}`, planDigest, stage, waived });
  },
  "rollout.advanced": (folding, entry) => judged(folding, entry, { stage: entry.data.to }),
  "rollout.paused": step,
  "rollout.resumed": step,
  "rollout.halted": judged,
  "rollout.rolling-back": judged,
  "rollout.rolled-back": step,
  "rollout.completed": judged,
});

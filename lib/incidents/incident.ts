import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { RolloutState } from "#lib/rollouts/rollout.ts";
import { LEARNINGS_MAX } from "./learning.ts";
import type { Step } from "./playbook.ts";

export const INCIDENT_STATES = ["open", "closed"] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** What a person writes about an incident. The newest cause counts. */
export const ENTRY_KINDS = ["note", "cause"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** An incident as far as its decisions depend on it. */
export type IncidentStanding = {
  readonly number: number;
  readonly state: IncidentState;
  /** Does it have a cause? */
  readonly explained: boolean;
  readonly rollout: { readonly number: number; readonly state: RolloutState };
};

export const stateOf = ({ closedAt }: { closedAt: unknown }): IncidentState =>
  closedAt === null ? "open" : "closed";

/** What to do before it can be closed; empty once it can. */
export function missingToClose({ explained, rollout }: IncidentStanding): ("cause" | "rollout")[] {
  const settled = rollout.state !== "halted" && rollout.state !== "rolling-back";
  return [...(explained ? [] : (["cause"] as const)), ...(settled ? [] : (["rollout"] as const))];
}

/** Whether it takes a note or a cause. */
export const mayAdd = ({ number, state }: IncidentStanding): Result<null, Refusal> =>
  state === "open"
    ? ok(null)
    : refuse("illegal", "incident-closed", `Incident ${number} is closed.`, {
        todo: "A recurrence opens a new incident.",
      });

export type StepTick = { readonly step: number; readonly done: boolean };

/** Whether a step of the playbook may be said to be done, or not done after all. `steps` has the playbook's in order. */
export function mayTick(
  standing: IncidentStanding,
  steps: readonly Step[],
  { step, done }: StepTick,
): Result<null, Refusal> {
  const open = mayAdd(standing);
  if (!open.ok) return open;
  const now = steps[step - 1];
  if (!now)
    return refuse(
      "not-found",
      "step-not-found",
      `The playbook has ${steps.length} steps, and no step ${step}.`,
    );
  return (now.done !== null) === done
    ? refuse("conflict", "step-is-so", done ? "This step is done already." : "This step is not done.", {
        todo: "Read the page again: somebody may have ticked it meanwhile.",
      })
    : ok(null);
}

/** Whether another learning may be added. */
export function mayLearn(standing: IncidentStanding, learnings: number): Result<null, Refusal> {
  const open = mayAdd(standing);
  if (!open.ok) return open;
  return learnings < LEARNINGS_MAX
    ? ok(null)
    : refuse("illegal", "learnings-full", `An incident has at most ${LEARNINGS_MAX} learnings.`, {
        todo: "Say several in one.",
      });
}

/** Whether it can be closed: its cause is recorded, and its rollout is neither halted nor still rolling back. */
export function mayClose(standing: IncidentStanding): Result<null, Refusal> {
  const open = mayAdd(standing);
  if (!open.ok) return open;
  const [first] = missingToClose(standing);
  const { number, rollout } = standing;
  if (first === "cause")
    return refuse("illegal", "incident-unexplained", `Incident ${number} has no cause yet.`, {
      todo: "Record what caused it, then close it.",
    });
  if (first === "rollout")
    return refuse("illegal", "rollout-unsettled", UNSETTLED[rollout.state] ?? "", {
      todo: "Close the incident once its rollout has ended or runs again.",
    });
  return ok(null);
}

const UNSETTLED: Partial<Record<RolloutState, string>> = {
  halted: "The rollout is still halted.",
  "rolling-back": "The rollout is still rolling back.",
};

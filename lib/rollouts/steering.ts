import { z } from "zod";
import { ordinal, prose } from "#lib/kernel/fields.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { RolloutEvent } from "./events.ts";
import { type RolloutState, rolloutMachine } from "./rollout.ts";

/** Input and output of a person's pause, resume or halt: whether the rollout moves, not whom it exposes. */
export const steeringInput = z.strictObject({ rollout: ordinal, reason: prose(2000) });
export const steeringOutput = z.object({ number: z.number(), state: z.string() });

type Steered = {
  readonly rollout: {
    readonly id: string;
    readonly number: number;
    readonly planDigest: string;
    readonly state: RolloutState;
  };
  readonly release: { readonly number: number };
  readonly stage: { readonly id: string };
};

type Steering = Omit<Extract<RolloutEvent, { type: "rollout.paused" }>, "type">;

/** The event of a person's pause, resume or halt, where the machine allows it. */
export function steer(
  verb: "pause" | "resume" | "halt",
  { rollout, release, stage }: Steered,
  reason: string,
): Result<Steering, Refusal> {
  const next = rolloutMachine.next(rollout.state, verb);
  if (!next.ok) return next;
  return ok({
    stream: `rollout/${rollout.id}`,
    targets: [{ type: "rollout", id: rollout.id, digest: rollout.planDigest }],
    data: { number: rollout.number, release: release.number, stage: stage.id, by: "hand" },
    details: { reason },
  });
}

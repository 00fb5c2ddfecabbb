import { z } from "zod";
import type { DomainEvent } from "#lib/kernel/event.ts";
import { ordinal, prose } from "#lib/kernel/fields.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type RolloutState, rolloutMachine } from "./rollout.ts";

/** What a person gives and gets who changes whether a rollout moves, not whom it exposes. */
export const steeringInput = z.strictObject({ rollout: ordinal, reason: prose(2000) });
export const steeringOutput = z.object({ number: z.number(), state: z.string() });

type Steering = { readonly verb: "pause" | "resume" | "halt"; readonly type: DomainEvent["type"] };

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

/** The event of a person's pause, resume or halt, where the machine allows it. */
export function steer(
  { verb, type }: Steering,
  { rollout, release, stage }: Steered,
  reason: string,
): Result<[DomainEvent], Refusal> {
  const next = rolloutMachine.next(rollout.state, verb);
  if (!next.ok) return next;
  const event: DomainEvent = {
    type,
    stream: `rollout/${rollout.id}`,
    targets: [{ type: "rollout", id: rollout.id, digest: rollout.planDigest }],
    data: { number: rollout.number, release: release.number, stage: stage.id, by: "hand" },
    details: { reason },
  };
  return ok([event]);
}

import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { type RolloutState, rolloutMachine } from "#lib/rollouts/rollout.ts";
import { lockRollout } from "#lib/rollouts/rows/lock-rollout.ts";

type Steering = {
  verb: "pause" | "resume" | "halt";
  event: "rollout.paused" | "rollout.resumed" | "rollout.halted";
  summary: string;
  reason: z.ZodString;
};

/** A command that changes whether a rollout moves, not whom it exposes. */
export const steerRollout = ({ verb, event: type, summary, reason }: Steering) =>
  defineCommand({
    name: `${verb}-rollout`,
    permission: `rollout:${verb}`,
    summary,
    input: z.strictObject({ rollout: ordinal, reason }),
    output: z.object({ number: z.number(), state: z.string() }),

    load: (tx, { rollout }) => lockRollout(tx, rollout),

    decide({ rollout, release, stage }, input) {
      const next = rolloutMachine.next(rollout.state as RolloutState, verb);
      if (!next.ok) return next;
      const event = eventOf(type, {
        stream: `rollout/${rollout.id}`,
        targets: [{ type: "rollout", id: rollout.id, digest: rollout.planDigest }],
        data: { number: rollout.number, release: release.number, stage: stage.id, by: "hand" },
        details: { reason: input.reason },
      });
      return ok([event]);
    },

    async record(tx, _events, { rollout }) {
      const { to } = rolloutMachine.table[verb];
      await tx.rollout.update({ where: { id: rollout.id }, data: { state: to } });
      return { number: rollout.number, state: to };
    },
  });

import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { rolloutMachine } from "#lib/rollouts/rollout.ts";
import { lockRollout } from "#lib/rollouts/rows/lock-rollout.ts";

/** Records that every server serves the base version again: the rollback has reached the traffic. */
export const confirmRollout = defineCommand({
  name: "confirm-rollout",
  permission: "rollout:confirm",
  summary: "Confirm that a rollback reached the traffic",
  input: z.strictObject({ rollout: ordinal, actuatedAt: z.date() }),
  output: z.object({ number: z.number(), state: z.string() }),

  async load(tx, { rollout, actuatedAt }) {
    const file = await lockRollout(tx, rollout);
    return file.ok ? ok({ ...file.value, actuatedAt }) : file;
  },

  decide({ rollout, release, actuatedAt, base }) {
    const next = rolloutMachine.next(rollout.state, "confirm");
    if (!next.ok) return next;
    const event = eventOf("rollout.rolled-back", {
      stream: `rollout/${rollout.id}`,
      targets: [{ type: "rollout", id: rollout.id, digest: rollout.planDigest }],
      data: {
        number: rollout.number,
        release: release.number,
        base: base?.number ?? null,
        breachAt: rollout.breachAt?.toISOString() ?? null,
        detectedAt: rollout.detectedAt?.toISOString() ?? null,
        decidedAt: rollout.decidedAt?.toISOString() ?? null,
        actuatedAt: actuatedAt.toISOString(),
      },
    });
    return ok([event]);
  },

  async record(tx, _events, { rollout, actuatedAt }) {
    await tx.rollout.update({ where: { id: rollout.id }, data: { state: "rolled-back", actuatedAt } });
    return { number: rollout.number, state: "rolled-back" };
  },
});

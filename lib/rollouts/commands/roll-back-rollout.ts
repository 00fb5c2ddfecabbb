import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import type { Shift } from "#lib/exposure/rows/shift-exposure.ts";
import { ordinal, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { rolloutMachine } from "#lib/rollouts/rollout.ts";
import { lockRollout } from "#lib/rollouts/rows/lock-rollout.ts";
import { backToBase, takenBack, writeTakenBack } from "#lib/rollouts/rows/take-back.ts";

type TakenBack = ReturnType<typeof takenBack>[number] & { shift?: Shift };

/** Rolls a rollout back by hand, at any time, even after it was completed. Always allowed; never undone. */
export const rollBackRollout = defineCommand({
  name: "roll-back-rollout",
  permission: "rollout:roll-back",
  summary: "Roll back to the base version",
  input: z.strictObject({ rollout: ordinal, reason: prose(2000) }),
  output: z.object({ number: z.number(), state: z.string() }),

  async load(tx, { rollout, reason }) {
    const file = await lockRollout(tx, rollout);
    return file.ok ? ok({ ...file.value, reason }) : file;
  },

  decide(file, { reason }, { newId, now }) {
    const next = rolloutMachine.next(file.rollout.state, "roll-back");
    if (!next.ok) return next;
    if (!file.base)
      return refuse("illegal", "nothing-to-go-back-to", "Nothing was live here before this version.", {
        todo: "Release another version instead.",
      });
    if (file.exposure?.rolloutId !== file.rollout.id)
      return refuse("stale", "pointer-moved-on", `${file.pointer.name} now serves a later release.`, {
        todo: "Roll back the rollout that is live now.",
      });
    const shift = backToBase(file, newId(), "Rolled back by hand");
    const said = { by: "hand" as const, breachAt: null, detectedAt: now.toISOString() };
    return ok<TakenBack[]>([...takenBack(file, shift, said, { reason })]);
  },

  async record(tx, events, { reason, ...file }, { now }) {
    await writeTakenBack(tx, file, events[0]!.shift!, {
      because: reason,
      breachAt: null,
      detectedAt: now,
      decidedAt: now,
    });
    return { number: file.rollout.number, state: "rolling-back" };
  },
});

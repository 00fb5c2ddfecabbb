import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ordinal, prose } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { mayWithdraw } from "#lib/releases/part-in.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import { lockRelease } from "#lib/releases/rows/lock-release.ts";

/** Withdraws a release. Its signatures stay on record. */
export const withdrawRelease = defineCommand({
  name: "withdraw-release",
  permission: "release:withdraw",
  summary: "Withdraw a release",
  input: z.strictObject({ release: ordinal, reason: prose(2000) }),
  output: z.object({ number: z.number(), state: z.string() }),

  load: (tx, { release }, { now }) => lockRelease(tx, release, now),

  decide(file, { reason }, { caller }) {
    const may = mayWithdraw(file, caller);
    if (!may.ok) return may;
    const { release } = file;
    const next = releaseMachine.next(release.state, "withdraw");
    if (!next.ok) return next;
    const event = eventOf("release.withdrawn", {
      stream: `release/${release.id}`,
      targets: [{ type: "release", id: release.id, digest: release.subjectDigest }],
      data: { number: release.number, round: release.round },
      details: { reason },
    });
    return ok([event]);
  },

  async record(tx, _events, { release }) {
    await tx.release.update({ where: { id: release.id }, data: { state: "withdrawn" } });
    return { number: release.number, state: "withdrawn" };
  },
});

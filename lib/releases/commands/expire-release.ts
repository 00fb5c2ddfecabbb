import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { endOf } from "#lib/releases/end.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import { lockRelease } from "#lib/releases/rows/lock-release.ts";

/** Ends a release whose review is overdue or whose approval has expired. Time never approves; it may expire. */
export const expireRelease = defineCommand({
  name: "expire-release",
  permission: "release:expire",
  summary: "Expire an overdue release",
  input: z.strictObject({ release: ordinal }),
  output: z.object({ number: z.number(), state: z.string() }),

  load: (tx, { release }, { now }) => lockRelease(tx, release, now),

  decide(file, _input, { now }) {
    const { release } = file;
    const next = releaseMachine.next(release.state, "expire");
    if (!next.ok) return next;
    const endsAt = endOf(file);
    if (!endsAt || endsAt > now)
      return refuse("illegal", "not-yet-over", "This release has not reached its deadline yet.");
    const event = eventOf("release.expired", {
      stream: `release/${release.id}`,
      targets: [{ type: "release", id: release.id, digest: release.subjectDigest }],
      data: {
        number: release.number,
        round: release.round,
        was: release.state,
        endedAt: endsAt.toISOString(),
      },
    });
    return ok([event]);
  },

  async record(tx, _events, { release }) {
    await tx.release.update({ where: { id: release.id }, data: { state: "expired" } });
    return { number: release.number, state: "expired" };
  },
});

import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import { lockRelease } from "#lib/releases/rows/lock-release.ts";

/** Submits a draft to its council and starts the seats' clocks. */
export const submitRelease = defineCommand({
  name: "submit-release",
  permission: "release:submit",
  summary: "Submit a draft to its council",
  input: z.strictObject({ release: ordinal }),
  output: z.object({ number: z.number(), state: z.string(), dueAt: z.string() }),

  load: (tx, { release }) => lockRelease(tx, release),

  decide({ release, digests, sections }, _input, { now }) {
    const next = releaseMachine.next(release.state, "submit");
    if (!next.ok) return next;
    const event = eventOf("release.submitted", {
      stream: `release/${release.id}`,
      targets: [{ type: "release", id: release.id, digest: release.subjectDigest }],
      data: {
        number: release.number,
        round: release.round,
        council: sections.policy.council,
        seats: sections.policy.seats,
        sections: digests,
        subject: release.subjectDigest,
        dueAt: daysLater(now, sections.policy.reviewDays).toISOString(),
      },
    });
    return ok([event]);
  },

  async record(tx, _events, { release, sections }, { now }) {
    const dueAt = daysLater(now, sections.policy.reviewDays);
    await tx.release.update({
      where: { id: release.id },
      data: { state: "in-review", dueAt, roundOpenedAt: now },
    });
    return { number: release.number, state: "in-review", dueAt: dueAt.toISOString() };
  },
});

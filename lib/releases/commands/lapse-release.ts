import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { lapsedOf } from "#lib/councils/signing.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import { lockRelease } from "#lib/releases/rows/lock-release.ts";

/**
 * Puts an approved release back in review because its approval no longer derives: a signer lost the authority. That
 * signer's seat opens again; the other signatures stay.
 */
export const lapseRelease = defineCommand({
  name: "lapse-release",
  permission: "release:lapse",
  summary: "Put a release whose approval lapsed back in review",
  input: z.strictObject({ release: ordinal }),
  output: z.object({ number: z.number(), state: z.string() }),

  load: (tx, { release }, { now }) => lockRelease(tx, release, now),

  decide(file, _input, { now }) {
    const { release, sections } = file;
    const next = releaseMachine.next(release.state, "lapse");
    if (!next.ok) return next;
    if (councilStanding(file).approved)
      return refuse("illegal", "approval-stands", "Every seat is still filled; the approval stands.");
    const event = eventOf("release.lapsed", {
      stream: `release/${release.id}`,
      targets: [{ type: "release", id: release.id, digest: release.subjectDigest }],
      data: {
        number: release.number,
        round: release.round,
        lapsed: lapsedOf(file),
        dueAt: daysLater(now, sections.policy.reviewDays).toISOString(),
      },
    });
    return ok([event]);
  },

  async record(tx, _events, { release, sections }, { now }) {
    const dueAt = daysLater(now, sections.policy.reviewDays);
    await tx.release.update({
      where: { id: release.id },
      data: { state: "in-review", dueAt, approvedAt: null, validUntil: null },
    });
    return { number: release.number, state: "in-review" };
  },
});

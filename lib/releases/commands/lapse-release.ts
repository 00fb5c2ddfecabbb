import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import { lapseSaid } from "#lib/releases/rows/lapse-said.ts";
import { lockRelease } from "#lib/releases/rows/lock-release.ts";
import { recordConsequence } from "#lib/releases/rows/record-consequence.ts";

/**
 * Puts an approved release back in review because its approval no longer derives: a signer lost the authority, or a
 * condition is overdue. That seat opens again; the other signatures stay.
 */
export const lapseRelease = defineCommand({
  name: "lapse-release",
  permission: "release:lapse",
  summary: "Put a release whose approval lapsed back in review",
  input: z.strictObject({ release: ordinal }),
  output: z.object({ number: z.number(), state: z.string() }),

  load: (tx, { release }, { now }) => lockRelease(tx, release, now),

  decide(file, _input, { now }) {
    const { release } = file;
    const next = releaseMachine.next(release.state, "lapse");
    if (!next.ok) return next;
    if (councilStanding(file).approved)
      return refuse("illegal", "approval-stands", "Every seat is still filled; the approval stands.");
    const event = eventOf("release.lapsed", {
      stream: `release/${release.id}`,
      targets: [{ type: "release", id: release.id, digest: release.subjectDigest }],
      data: lapseSaid(file, now),
    });
    return ok([event]);
  },

  async record(tx, events, { release }, { now }) {
    return { number: release.number, state: await recordConsequence(tx, release, events, now) };
  },
});

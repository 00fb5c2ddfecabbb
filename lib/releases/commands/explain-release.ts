import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ordinal, prose } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { mayExplain } from "#lib/releases/part-in.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import { lockRelease } from "#lib/releases/rows/lock-release.ts";

/**
 * Records what was found after a rollback. Only the log keeps it, beside its event, where it can be erased; what was
 * found later is recorded again.
 */
export const explainRelease = defineCommand({
  name: "explain-release",
  permission: "release:explain",
  summary: "Record what was found after a release was rolled back",
  input: z.strictObject({ release: ordinal, finding: prose(4000) }),
  output: z.object({ number: z.number() }),

  load: (tx, { release }, { now }) => lockRelease(tx, release, now),

  decide(file, { finding }, { caller }) {
    const may = mayExplain(file, caller);
    if (!may.ok) return may;
    const { release } = file;
    const next = releaseMachine.next(release.state, "explain");
    if (!next.ok) return next;
    const event = eventOf("release.explained", {
      stream: `release/${release.id}`,
      targets: [{ type: "release", id: release.id, digest: release.subjectDigest }],
      data: { number: release.number },
      details: { finding },
    });
    return ok([event]);
  },

  record: async (_tx, _events, { release }) => ({ number: release.number }),
});

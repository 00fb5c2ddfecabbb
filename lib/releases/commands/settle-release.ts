import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { lapsedOf } from "#lib/councils/signing.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { outcomeOfStanding } from "#lib/releases/consequence.ts";
import { gatesOfFile } from "#lib/releases/rows/gather-checks.ts";
import { holdTierOf } from "#lib/releases/rows/hold-tier.ts";
import { lockRelease } from "#lib/releases/rows/lock-release.ts";
import { outcomeEvent } from "#lib/releases/rows/outcome-event.ts";
import { recordConsequence } from "#lib/releases/rows/record-consequence.ts";
import { recordDossier } from "#lib/releases/rows/record-dossier.ts";
import { isHeldBack } from "#lib/releases/standard-now.ts";

/**
 * Moves a release in review to the state its sign-off leads to after somebody's authority changed: a signer came
 * back, or a gate passes that did not. Derived again here, so it refuses what no longer follows. Leaves "release.approved",
 * "release.changes-requested" or "release.review-resumed".
 */
export const settleRelease = defineCommand({
  name: "settle-release",
  permission: "release:settle",
  summary: "Move a release in review to the state its sign-off leads to",
  input: z.strictObject({ release: ordinal }),
  output: z.object({ number: z.number(), state: z.string() }),

  async load(tx, { release }, { now }) {
    await holdTierOf(tx, release);
    const file = await lockRelease(tx, release, now);
    return file.ok ? ok({ ...file.value, gated: await gatesOfFile(tx, file.value, now) }) : file;
  },

  decide(file, _input, { now }) {
    const { release, sections, gated } = file;
    const { validDays } = sections.policy;
    const council = councilStanding(file);
    const outcome = outcomeOfStanding(release.state, council, {
      validDays,
      now,
      blocked: isHeldBack(file, gated, now),
    });
    if (outcome === null)
      return refuse("illegal", "already-settled", "The release is in the state its sign-off leads to.");
    const about = {
      stream: `release/${release.id}`,
      targets: [{ type: "release", id: release.id, digest: release.subjectDigest }],
    };
    const { number, round } = release;
    return ok([
      outcomeEvent(outcome, { about, number, round, validDays, council, lapsed: lapsedOf(file), gated }),
    ]);
  },

  async record(tx, events, { release, gated }, { now }) {
    await recordDossier(tx, gated, release, now);
    return { number: release.number, state: await recordConsequence(tx, release, events, now) };
  },
});

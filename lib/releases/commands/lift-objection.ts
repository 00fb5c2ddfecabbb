import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayApprove } from "#lib/councils/approving.ts";
import { mayIdentify } from "#lib/councils/identity-taken.ts";
import { liftDigest, mayLift, withLifted } from "#lib/councils/lift.ts";
import { presenceSaid } from "#lib/councils/presence-said.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { circleHeld } from "#lib/councils/rows/circles.ts";
import { spendPresence } from "#lib/councils/rows/signatures.ts";
import { holdSigner } from "#lib/councils/rows/signer-now.ts";
import { lapsedOf } from "#lib/councils/signing.ts";
import { id, ordinal, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { outcomeOfStanding } from "#lib/releases/consequence.ts";
import { gatesField } from "#lib/releases/gates-now.ts";
import { aroundRelease } from "#lib/releases/rows/around-release.ts";
import { gatesOfFile } from "#lib/releases/rows/gather-checks.ts";
import { holdTierOf } from "#lib/releases/rows/hold-tier.ts";
import { lockRelease } from "#lib/releases/rows/lock-release.ts";
import { outcomeEvent } from "#lib/releases/rows/outcome-event.ts";
import { recordConsequence } from "#lib/releases/rows/record-consequence.ts";
import { recordDossier } from "#lib/releases/rows/record-dossier.ts";
import { isHeldBack } from "#lib/releases/standard-now.ts";

/**
 * Lifts the objection of another signer, whether or not that signer still has the authority. Takes someone who could
 * sign the same seat, a fresh proof of presence and a reason, which stays beside the objection. What follows from the
 * sign-off without it follows in the same transaction.
 */
export const liftObjection = defineCommand({
  name: "lift-objection",
  permission: "objection:lift",
  summary: "Lift an objection to a release, as a holder of the same function",
  input: z.strictObject({ release: ordinal, objection: id, reason: prose(4000), stepUpId: id }),
  output: z.object({ objection: z.string(), state: z.string() }),

  async load(tx, { release, objection, reason, stepUpId }, context) {
    await holdTierOf(tx, release);
    await holdSigner(tx, context.caller);
    const file = await lockRelease(tx, release, context.now);
    if (!file.ok) return file;
    const digest = liftDigest(objection, file.value.digest);
    const presence = await spendPresence(tx, { act: "lift-objection", digest, stepUpId }, context);
    if (!presence.ok) return presence;
    const held = await circleHeld(tx, aroundRelease(file.value, context.now), context.caller);
    const gated = await gatesOfFile(tx, file.value, context.now);
    return ok({ ...file.value, ...held, gated, objection, reason, presence: presence.value });
  },

  decide(file, _input, { now }) {
    if (!file.open.ok) return file.open;
    const { objection: id, reason, signer: caller } = file;
    if (caller.kind !== "person") return refuse("forbidden", "person-only", "Only a person can lift it.");
    const found = councilStanding(file).objections.find((one) => one.id === id);
    const may = mayLift(caller, found, file);
    if (!may.ok) return may;
    const { seat } = may.value;
    const identified = mayIdentify(file, caller.id, file.presence.identity);
    if (!identified.ok) return identified;
    const joined = mayApprove({ personId: caller.id, seat }, file.circle);
    if (!joined.ok) return joined;
    const { release, sections } = file;
    const { number, round } = release;
    const about = {
      stream: `release/${release.id}`,
      targets: [{ type: "release", id: release.id, digest: release.subjectDigest }],
    };
    const { data, details } = presenceSaid(caller, file.presence);
    const lapsed = lapsedOf(file);
    const { days: independenceDays, waitHours: factorWaitHours } = file.circle;
    const lifted = eventOf("objection.lifted", {
      ...about,
      data: {
        number,
        round,
        objection: id,
        seat,
        subject: file.digest,
        lapsed,
        independenceDays,
        hands: true,
        factorWaitHours,
        ...gatesField(file.gated),
        ...data,
      },
      details: { reason, ...details },
    });
    const council = councilStanding(withLifted(file, id));
    const { validDays } = sections.policy;
    const outcome = outcomeOfStanding(release.state, council, {
      validDays,
      now,
      blocked: isHeldBack(file, file.gated, now),
    });
    return ok(
      outcome === null
        ? [lifted]
        : [lifted, outcomeEvent(outcome, { about, number, round, validDays, council, lapsed })],
    );
  },

  async record(tx, events, { release, gated, presence, objection, reason }, { caller, now }) {
    await recordDossier(tx, gated, release, now);
    await tx.objectionLift.create({
      data: {
        signatureId: objection,
        workspaceId: caller.workspaceId,
        liftedById: caller.id,
        liftedByName: caller.name,
        reason,
        method: presence.method,
        liftedAt: now,
      },
    });
    return { objection, state: await recordConsequence(tx, release, events, now) };
  },
});

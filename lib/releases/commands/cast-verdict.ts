import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { conditionsAsked, saidOfCondition, wordsOfCondition } from "#lib/councils/condition.ts";
import type { Presence } from "#lib/councils/presence-said.ts";
import { writeSignature } from "#lib/councils/rows/signatures.ts";
import { mayChange } from "#lib/councils/sealing.ts";
import { isObjection, VERDICT_DECISIONS } from "#lib/councils/signature.ts";
import { signatureSaid } from "#lib/councils/signature-event.ts";
import { type Signed, sign, standingWith } from "#lib/councils/signing.ts";
import { type Caller, FUNCTIONS } from "#lib/kernel/caller.ts";
import { digest, id, ordinal, prose } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { shownChecks } from "#lib/releases/checks.ts";
import { capsFit } from "#lib/releases/conditions.ts";
import { consequenceOfVerdict } from "#lib/releases/consequence.ts";
import type { ReleaseEvent } from "#lib/releases/events.ts";
import { gatesField } from "#lib/releases/gates-now.ts";
import { writeConditions } from "#lib/releases/rows/conditions.ts";
import type { Checked } from "#lib/releases/rows/gather-checks.ts";
import { heldToJudge } from "#lib/releases/rows/held-to-judge.ts";
import type { ReleaseCaseFile } from "#lib/releases/rows/lock-release.ts";
import { outcomeEvent } from "#lib/releases/rows/outcome-event.ts";
import { recordConsequence } from "#lib/releases/rows/record-consequence.ts";
import { recordDossier } from "#lib/releases/rows/record-dossier.ts";
import { sectionsChangedSince } from "#lib/releases/rows/sections-changed-since.ts";
import { isChanged, sealedOf } from "#lib/releases/sealed-now.ts";
import { insideNow, isHeldBack } from "#lib/releases/standard-now.ts";

type Cast = ReleaseEvent & { signed?: Signed };

/**
 * Signs one seat of a release: over this round, this subject digest and the digests of the sections the function
 * covers. Approving over a check that fails takes a reason; an approval may have conditions. The last seat approves the
 * release in the same transaction, unless a gate that must pass does not.
 */
export const castVerdict = defineCommand({
  name: "cast-verdict",
  permission: "verdict:cast",
  summary: "Sign a seat of a release",
  input: z.strictObject({
    release: ordinal,
    round: ordinal,
    subjectDigest: digest,
    seat: z.enum(FUNCTIONS),
    decision: z.enum(VERDICT_DECISIONS),
    comment: prose(4000).optional(),
    over: shownChecks,
    /** What must be met for an approval to stand. */
    conditions: conditionsAsked.optional(),
    /** The person whom the caller signs for, by a delegation that is in force. */
    onBehalfOf: id.optional(),
    stepUpId: id,
  }),
  output: z.object({ verdictId: z.string(), state: z.string(), seatsMet: z.number(), seatsAll: z.number() }),

  async load(tx, input, context) {
    const held = await heldToJudge(tx, "cast-verdict", input, context);
    if (!held.ok) return held;
    return ok({ ...held.value, changedSince: await sectionsChangedSince(tx, held.value, input.round) });
  },

  decide(file, { subjectDigest, onBehalfOf: _, ...attempt }, context) {
    const { signer: caller, circle, owners, behalf } = file;
    const capped = capsFit(file.sections.plan, attempt.conditions ?? []);
    if (!capped.ok) return capped;
    const preliminary = sealedOf(file, { signerId: caller.id, seat: attempt.seat });
    const may = mayChange(isChanged(preliminary, attempt), attempt.comment);
    if (!may.ok) return may;
    const inside = attempt.decision === "approve" ? insideNow(file, context.now) : ok(null);
    if (!inside.ok) return inside;
    const by = { ...context, caller, account: file.presence.identity, circle, owners, behalf };
    const signed = sign(file, { ...attempt, digest: subjectDigest }, by);
    if (!signed.ok) return signed;
    return ok([castEvent(file, signed.value), ...consequences(file, signed.value)]);
  },

  async record(tx, events, file, { caller: { workspaceId }, now }) {
    const { release } = file;
    const signed = events[0]!.signed!;
    await writeSignature(tx, file, signed, { workspaceId, method: file.presence.method });
    const raised = { releaseId: file.id, signatureId: signed.id, workspaceId };
    await writeConditions(tx, signed.conditions ?? [], raised);
    await recordDossier(tx, file.gated, release, now);
    const state = await recordConsequence(tx, release, events, now);
    const council = standingWith(file, signed);
    return { verdictId: signed.id, state, seatsMet: council.met, seatsAll: council.seats.length };
  },
});

type File = ReleaseCaseFile &
  Pick<Checked, "gated"> & { readonly presence: Presence; readonly signer: Caller };

const about = ({ release }: ReleaseCaseFile) => ({
  stream: `release/${release.id}`,
  targets: [{ type: "release", id: release.id, digest: release.subjectDigest }],
});

function castEvent(file: File, signed: Signed): Cast {
  const { data, details } = signatureSaid(file, signed, file.presence);
  const { conditions, behalf } = signed;
  const own = {
    number: file.release.number,
    round: signed.round,
    verdict: signed.id,
    sections: signed.sectionDigests,
    subject: file.digest,
    ...(signed.over ? { over: signed.over } : {}),
    ...(conditions ? { conditions: conditions.map(saidOfCondition) } : {}),
    ...(behalf ? { onBehalfOf: behalf.id, delegation: behalf.delegation } : {}),
    ...preliminaryField(file, signed),
    ...gatesField(file.gated),
    ...(isObjection(signed) ? { outlives: true as const } : {}),
  };
  const words = {
    ...(conditions ? { conditions: conditions.map(wordsOfCondition) } : {}),
    ...(behalf ? { onBehalfOf: { name: behalf.name } } : {}),
  };
  return eventOf(
    "verdict.cast",
    { ...about(file), data: { ...own, ...data }, details: { ...details, ...words } },
    { signed },
  );
}

/** Which sealed verdict it answers, and whether it differs from that. */
function preliminaryField(file: ReleaseCaseFile, signed: Signed) {
  const preliminary = sealedOf(file, signed);
  if (!preliminary) return {};
  return {
    preliminary: preliminary.id,
    ...(isChanged(preliminary, signed) ? { differs: true as const } : {}),
  };
}

/** What follows from the sign-off as it stands with this signature. */
function consequences(file: File, signed: Signed): Cast[] {
  const { release, sections } = file;
  const council = standingWith(file, signed);
  const outcome = consequenceOfVerdict(release.state, signed.decision, council, {
    blocked: isHeldBack(file, file.gated, signed.signedAt),
  });
  if (outcome === null) return [];
  return [
    outcomeEvent(outcome, {
      about: about(file),
      number: release.number,
      round: release.round,
      validDays: sections.policy.validDays,
      council,
    }),
  ];
}

import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayGoAbove } from "#lib/councils/founding.ts";
import { circleHeld } from "#lib/councils/rows/circles.ts";
import { reviewersExcept } from "#lib/councils/rows/reviewers.ts";
import { spendForSigning, writeSignature } from "#lib/councils/rows/signatures.ts";
import { holdSigner } from "#lib/councils/rows/signer-now.ts";
import { isObjection, VERDICT_DECISIONS } from "#lib/councils/signature.ts";
import { type Presence, signatureSaid } from "#lib/councils/signature-event.ts";
import { type Signed, sign, standingWith } from "#lib/councils/signing.ts";
import { type Caller, FUNCTIONS } from "#lib/kernel/caller.ts";
import { digest, id, ordinal, prose } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { failing, shownChecks } from "#lib/releases/checks.ts";
import { consequenceOfVerdict } from "#lib/releases/consequence.ts";
import type { ReleaseEvent } from "#lib/releases/events.ts";
import { gatesField, isBlocked } from "#lib/releases/gates-now.ts";
import { aroundRelease } from "#lib/releases/rows/around-release.ts";
import { type Checked, checksNow } from "#lib/releases/rows/gather-checks.ts";
import { lockRelease, type ReleaseCaseFile } from "#lib/releases/rows/lock-release.ts";
import { outcomeEvent } from "#lib/releases/rows/outcome-event.ts";
import { recordConsequence } from "#lib/releases/rows/record-consequence.ts";
import { recordDossier } from "#lib/releases/rows/record-dossier.ts";

type Cast = ReleaseEvent & { signed?: Signed };

/**
 * Signs one seat of a release: over this round, this subject digest and the digests of the sections the function
 * covers. Approving over a check that fails takes a reason. The last seat approves the release in the same transaction,
 * unless a gate that must pass does not.
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
    stepUpId: id,
  }),
  output: z.object({ verdictId: z.string(), state: z.string(), seatsMet: z.number(), seatsAll: z.number() }),

  async load(tx, { release, subjectDigest, stepUpId, decision }, context) {
    await holdSigner(tx, context.caller);
    const file = await lockRelease(tx, release, context.now);
    if (!file.ok) return file;
    const proof = { kind: file.value.kind, digest: subjectDigest, stepUpId };
    const presence = await spendForSigning(tx, proof, context);
    if (!presence.ok) return presence;
    const above = mayGoAbove(file.value.release.tier, await reviewersExcept(tx, [], context.now));
    if (decision === "approve" && !above.ok) return above;
    const checked = decision === "approve" ? await checksNow(tx, file.value, context.now) : NOTHING_CHECKED;
    const held = await circleHeld(tx, aroundRelease(file.value, context.now), context.caller);
    return ok({
      ...file.value,
      ...held,
      ...checked,
      failing: failing(checked.checks),
      presence: presence.value,
    });
  },

  decide(file, { subjectDigest, ...attempt }, context) {
    const by = { ...context, caller: file.signer, account: file.presence.identity, circle: file.circle };
    const signed = sign(file, { ...attempt, digest: subjectDigest }, by);
    return signed.ok ? ok([castEvent(file, signed.value), ...consequences(file, signed.value)]) : signed;
  },

  async record(tx, events, file, { caller: { workspaceId }, now }) {
    const { release } = file;
    const signed = events[0]!.signed!;
    await writeSignature(tx, file, signed, { workspaceId, method: file.presence.method });
    await recordDossier(tx, file.gated, release, now);
    const state = await recordConsequence(tx, release, events, now);
    const council = standingWith(file, signed);
    return { verdictId: signed.id, state, seatsMet: council.met, seatsAll: council.seats.length };
  },
});

/** Only an approval is asked about the checks. */
const NOTHING_CHECKED: Checked = { checks: [], gated: null };

type File = ReleaseCaseFile &
  Pick<Checked, "gated"> & { readonly presence: Presence; readonly signer: Caller };

const about = ({ release }: ReleaseCaseFile) => ({
  stream: `release/${release.id}`,
  targets: [{ type: "release", id: release.id, digest: release.subjectDigest }],
});

function castEvent(file: File, signed: Signed): Cast {
  const { data, details } = signatureSaid(file, signed, file.presence);
  const own = {
    number: file.release.number,
    round: signed.round,
    verdict: signed.id,
    sections: signed.sectionDigests,
    subject: file.digest,
    ...(signed.over ? { over: signed.over } : {}),
    ...gatesField(file.gated),
    ...(isObjection(signed) ? { outlives: true as const } : {}),
  };
  return eventOf("verdict.cast", { ...about(file), data: { ...own, ...data }, details }, { signed });
}

/** What follows from the sign-off as it stands with this signature. */
function consequences(file: File, signed: Signed): Cast[] {
  const { release, sections } = file;
  const council = standingWith(file, signed);
  const outcome = consequenceOfVerdict(release.state, signed.decision, council, {
    blocked: isBlocked(file.gated),
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

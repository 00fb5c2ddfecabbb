import { z } from "zod";
import { activeAmong } from "#lib/access/rows/active-person.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import {
  type ConditionAsked,
  conditionsAsked,
  saidOfCondition,
  wordsOfCondition,
} from "#lib/councils/condition.ts";
import { mayGoAbove } from "#lib/councils/founding.ts";
import type { Presence } from "#lib/councils/presence-said.ts";
import { behalfOf } from "#lib/councils/rows/behalf-of.ts";
import { circleHeld } from "#lib/councils/rows/circles.ts";
import { reviewersExcept } from "#lib/councils/rows/reviewers.ts";
import { spendForSigning, writeSignature } from "#lib/councils/rows/signatures.ts";
import { holdSigner } from "#lib/councils/rows/signer-now.ts";
import { isObjection, VERDICT_DECISIONS } from "#lib/councils/signature.ts";
import { signatureSaid } from "#lib/councils/signature-event.ts";
import { type Signed, sign, standingWith } from "#lib/councils/signing.ts";
import { type Caller, FUNCTIONS } from "#lib/kernel/caller.ts";
import { digest, id, ordinal, prose } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { failing, shownChecks } from "#lib/releases/checks.ts";
import { capFits } from "#lib/releases/conditions.ts";
import { consequenceOfVerdict } from "#lib/releases/consequence.ts";
import type { ReleaseEvent } from "#lib/releases/events.ts";
import { gatesField } from "#lib/releases/gates-now.ts";
import { aroundRelease } from "#lib/releases/rows/around-release.ts";
import { writeConditions } from "#lib/releases/rows/conditions.ts";
import { type Checked, checksNow } from "#lib/releases/rows/gather-checks.ts";
import { holdTierOf, lockRelease, type ReleaseCaseFile } from "#lib/releases/rows/lock-release.ts";
import { outcomeEvent } from "#lib/releases/rows/outcome-event.ts";
import { recordConsequence } from "#lib/releases/rows/record-consequence.ts";
import { recordDossier } from "#lib/releases/rows/record-dossier.ts";
import { sectionsChangedSince } from "#lib/releases/rows/sections-changed-since.ts";
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

  async load(
    tx,
    { release, subjectDigest, stepUpId, decision, conditions = [], onBehalfOf, seat, round },
    context,
  ) {
    await holdTierOf(tx, release);
    await holdSigner(tx, context.caller);
    const file = await lockRelease(tx, release, context.now);
    if (!file.ok) return file;
    const proof = { kind: file.value.kind, digest: subjectDigest, stepUpId };
    const presence = await spendForSigning(tx, proof, context);
    if (!presence.ok) return presence;
    const above = mayGoAbove(file.value.release.tier, await reviewersExcept(tx, [], context.now));
    if (decision === "approve" && !above.ok) return above;
    const checked = decision === "approve" ? await checksNow(tx, file.value, context.now) : NOTHING_CHECKED;
    const around = { ...aroundRelease(file.value, context.now), behalf: onBehalfOf };
    const held = await circleHeld(tx, around, context.caller);
    const { modelId: model } = file.value.release;
    const behalf = onBehalfOf
      ? await behalfOf(tx, { from: onBehalfOf, to: context.caller.id, seat, model, now: context.now })
      : ok(undefined);
    if (!behalf.ok) return behalf;
    const owners = await activeAmong(
      tx,
      conditions.map(({ owner }) => owner),
    );
    const changedSince = await sectionsChangedSince(tx, file.value, round);
    return ok({
      ...file.value,
      ...held,
      ...checked,
      changedSince,
      failing: failing(checked.checks),
      owners,
      behalf: behalf.value,
      presence: presence.value,
    });
  },

  decide(file, { subjectDigest, onBehalfOf: _, ...attempt }, context) {
    const { signer: caller, circle, owners, behalf } = file;
    const capped = capsFit(file, attempt.conditions ?? []);
    if (!capped.ok) return capped;
    const inside = attempt.decision === "approve" ? insideNow(file, context.now) : ok(null);
    if (!inside.ok) return inside;
    const by = { ...context, caller, account: file.presence.identity, circle, owners, behalf };
    const signed = sign(file, { ...attempt, digest: subjectDigest }, by);
    return signed.ok ? ok([castEvent(file, signed.value), ...consequences(file, signed.value)]) : signed;
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

/** A cap names a stage of the plan as it is signed. */
function capsFit(
  { sections }: ReleaseCaseFile,
  conditions: readonly ConditionAsked[],
): Result<null, Refusal> {
  return conditions.every(({ cap }) => cap === undefined || capFits(cap, sections.plan))
    ? ok(null)
    : refuse("invalid", "no-such-stage", "The plan has no stage of this name to cap the rollout at.", {
        field: "conditions",
      });
}

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

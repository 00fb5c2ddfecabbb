import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayFillSeat } from "#lib/councils/eligibility.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { circleHeld } from "#lib/councils/rows/circles.ts";
import { spendForSigning, writeSignature } from "#lib/councils/rows/signatures.ts";
import { holdSigner } from "#lib/councils/rows/signer-now.ts";
import { CONDITION_DECISIONS, type ConditionDecision } from "#lib/councils/signable.ts";
import { signatureSaid } from "#lib/councils/signature-event.ts";
import { lapsedOf, type Signed, sign } from "#lib/councils/signing.ts";
import { digest, id, ordinal, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { openCondition } from "#lib/releases/condition-rules.ts";
import { binding } from "#lib/releases/conditions.ts";
import { outcomeOfStanding } from "#lib/releases/consequence.ts";
import type { ReleaseEvent } from "#lib/releases/events.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import { aroundRelease } from "#lib/releases/rows/around-release.ts";
import type { KeptCondition } from "#lib/releases/rows/conditions.ts";
import { lockRelease, type ReleaseCaseFile } from "#lib/releases/rows/lock-release.ts";
import { outcomeEvent } from "#lib/releases/rows/outcome-event.ts";
import { recordConsequence } from "#lib/releases/rows/record-consequence.ts";
import { reportedCondition, withMet } from "#lib/releases/rows/reported-condition.ts";
import { waitsToBeAsked } from "#lib/releases/standard-now.ts";

type Event = ReleaseEvent & { signed?: Signed<ConditionDecision> };

/**
 * Signs a report of a condition for the function that set it: met, or not met. Neither the owner of the condition nor
 * anybody with a part in the release does. Where the approval was withdrawn because the condition was overdue, it counts
 * again from here, and what follows from that follows in the same transaction.
 */
export const signCondition = defineCommand({
  name: "sign-condition",
  permission: "condition:sign",
  summary: "Confirm that a condition of an approval is met, or find that it is not",
  input: z.strictObject({
    release: ordinal,
    condition: id,
    report: ordinal,
    digest,
    decision: z.enum(CONDITION_DECISIONS),
    comment: prose(4000).optional(),
    stepUpId: id,
  }),
  output: z.object({ signatureId: z.string(), met: z.boolean(), state: z.string() }),

  async load(tx, { release, condition, digest, stepUpId }, context) {
    await holdSigner(tx, context.caller);
    const file = await lockRelease(tx, release, context.now);
    if (!file.ok) return file;
    const presence = await spendForSigning(tx, { kind: "release-condition", digest, stepUpId }, context);
    if (!presence.ok) return presence;
    const held = await circleHeld(tx, aroundRelease(file.value, context.now), context.caller);
    const found = file.value.conditions.find(({ id }) => id === condition);
    const subject = found && reportedCondition(found, file.value);
    return ok({ file: file.value, found, subject, ...held, presence: presence.value });
  },

  decide({ file, found, subject, ...held }, { condition, report, ...attempt }, context) {
    const next = releaseMachine.next(file.release.state, "follow-up");
    if (!next.ok) return next;
    const bound = binding(file.conditions, councilStanding(file));
    const open = openCondition(condition, { all: file.conditions, bound });
    if (!open.ok) return open;
    if (!subject || !found) return notReported;
    const { seat } = found;
    const { signer: caller, circle, presence } = held;
    if (caller.kind !== "person") return refuse("forbidden", "person-only", "Only a person can sign.");
    const fills = mayFillSeat(caller, seat, file);
    if (!fills.ok) return fills;
    const by = { ...context, caller, account: presence.identity, circle };
    const signed = sign(subject, { ...attempt, round: report, seat }, by);
    if (!signed.ok) return signed;
    const { data, details } = signatureSaid({ ...file, ...subject }, signed.value, presence);
    const { number, round } = file.release;
    const own = { number, round, signature: signed.value.id, condition, report, digest: subject.digest };
    const event = eventOf(
      "condition.signed",
      { ...about(file, found), data: { ...own, ...data, lapsed: lapsedOf(file) }, details },
      { signed: signed.value },
    );
    return ok<Event[]>([event, ...followingFrom(file, signed.value, found, context.now)]);
  },

  async record(tx, events, { file, subject, presence }, { caller: { workspaceId }, now }) {
    const signed = events[0]!.signed!;
    await writeSignature(tx, subject!, signed, { workspaceId, method: presence.method });
    const state = await recordConsequence(tx, file.release, events, now);
    return { signatureId: signed.id, met: signed.decision === "approve", state };
  },
});

const notReported = refuse(
  "illegal",
  "condition-not-reported",
  "Nobody has reported this condition met yet.",
  {
    todo: "Wait for its owner’s report.",
  },
);

const about = ({ release }: ReleaseCaseFile, { id }: KeptCondition) => ({
  stream: `release/${release.id}`,
  targets: [
    { type: "release", id: release.id, digest: release.subjectDigest },
    { type: "release-condition", id },
  ],
});

/** What follows where the condition was all that kept the release from being approved. */
function followingFrom(
  file: ReleaseCaseFile,
  { decision }: Signed<ConditionDecision>,
  condition: KeptCondition,
  now: Date,
): Event[] {
  if (decision !== "approve") return [];
  const { release, sections } = file;
  const council = councilStanding(withMet(file, condition.id, now));
  const { validDays } = sections.policy;
  const outcome = outcomeOfStanding(release.state, council, {
    validDays,
    now,
    blocked: waitsToBeAsked(file),
  });
  if (outcome === null) return [];
  const { number, round } = release;
  const lapsed = lapsedOf(file);
  return [
    outcomeEvent(outcome, { about: about(file, condition), number, round, validDays, council, lapsed }),
  ];
}

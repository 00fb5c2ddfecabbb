import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { presenceSaid } from "#lib/councils/presence-said.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { spendPresence } from "#lib/councils/rows/signatures.ts";
import { holdSigner } from "#lib/councils/rows/signer-now.ts";
import { lapsedOf } from "#lib/councils/signing.ts";
import { id, ordinal, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { outcomeOfStanding } from "#lib/releases/consequence.ts";
import type { ReleaseEvent } from "#lib/releases/events.ts";
import { mayRecuse, recusalDigest, withRecused } from "#lib/releases/recusal.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import { lapseSaid } from "#lib/releases/rows/lapse-said.ts";
import { lockRelease, type ReleaseCaseFile } from "#lib/releases/rows/lock-release.ts";
import { outcomeEvent } from "#lib/releases/rows/outcome-event.ts";
import { recordConsequence } from "#lib/releases/rows/record-consequence.ts";
import { waitsToBeAsked } from "#lib/releases/standard-now.ts";

/**
 * Takes the caller out of the sign-off of a release, with the reason: they sign no seat of it any more, and what they
 * signed of it no longer counts, objections included. It stands as long as the release: whoever declared an interest and
 * could take that back would choose when to be impartial. What follows for the release follows in the same transaction.
 */
export const declareRecusal = defineCommand({
  name: "declare-recusal",
  permission: "recusal:declare",
  summary: "Recuse yourself from the sign-off of a release",
  input: z.strictObject({ release: ordinal, reason: prose(2000), stepUpId: id }),
  output: z.object({ number: z.number(), state: z.string() }),

  async load(tx, { release, stepUpId }, context) {
    await holdSigner(tx, context.caller);
    const file = await lockRelease(tx, release, context.now);
    if (!file.ok) return file;
    const digest = recusalDigest(context.caller.id, file.value.digest);
    const presence = await spendPresence(tx, { act: "declare-recusal", digest, stepUpId }, context);
    return presence.ok ? ok({ ...file.value, presence: presence.value }) : presence;
  },

  decide(file, { reason }, { caller, now }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person can recuse themselves.");
    const next = releaseMachine.next(file.release.state, "recuse");
    if (!next.ok) return next;
    const may = mayRecuse(caller.id, file);
    if (!may.ok) return may;
    const { number, round } = file.release;
    const { data, details } = presenceSaid(caller, file.presence);
    const declared = eventOf("recusal.declared", {
      ...about(file),
      data: { number, round, subject: file.digest, ...data },
      details: { reason, ...details },
    });
    return ok<ReleaseEvent[]>([declared, ...followingFrom(withRecused(file, caller.id), now)]);
  },

  async record(tx, events, { release, presence }, { caller, now }) {
    const [declared] = events;
    if (declared?.type !== "recusal.declared") throw new Error("a recusal comes first");
    await tx.recusal.create({
      data: {
        releaseId: release.id,
        personId: caller.id,
        workspaceId: caller.workspaceId,
        personName: caller.name,
        reason: declared.details.reason,
        method: presence.method,
        declaredAt: now,
      },
    });
    return { number: release.number, state: await recordConsequence(tx, release, events, now) };
  },
});

const about = ({ release }: ReleaseCaseFile) => ({
  stream: `release/${release.id}`,
  targets: [{ type: "release", id: release.id, digest: release.subjectDigest }],
});

/** What the sign-off leads to without somebody's part in it. */
function followingFrom(file: ReleaseCaseFile, now: Date): ReleaseEvent[] {
  const { release, sections } = file;
  const { number, round, state } = release;
  const { validDays } = sections.policy;
  const council = councilStanding(file);
  if (state === "approved")
    return council.approved
      ? []
      : [eventOf("release.lapsed", { ...about(file), data: lapseSaid(file, now, true) })];
  const outcome = outcomeOfStanding(state, council, { validDays, now, blocked: waitsToBeAsked(file) });
  if (outcome === null) return [];
  const of = { about: about(file), number, round, validDays, council, lapsed: lapsedOf(file) };
  return [outcomeEvent(outcome, of)];
}

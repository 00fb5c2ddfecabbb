import { randomBytes } from "node:crypto";
import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { conditionsAsked } from "#lib/councils/condition.ts";
import { presenceSaid } from "#lib/councils/presence-said.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { contentOf, openingOf, type SealedContent, verdictCommitment } from "#lib/councils/sealed-verdict.ts";
import { maySeal } from "#lib/councils/sealing.ts";
import { VERDICT_DECISIONS } from "#lib/councils/signature.ts";
import { type Signed, sign } from "#lib/councils/signing.ts";
import { sealPublicKey } from "#lib/env.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { digest, id, ordinal, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { shownChecks } from "#lib/releases/checks.ts";
import { capsFit } from "#lib/releases/conditions.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import { heldToJudge } from "#lib/releases/rows/held-to-judge.ts";
import type { ReleaseCaseFile } from "#lib/releases/rows/lock-release.ts";
import { writeSealed } from "#lib/releases/rows/write-sealed.ts";

/**
 * Gives a preliminary verdict that nobody reads before the verdicts of the round are revealed: the log holds a commitment
 * to it, the table a box that the reconciler alone opens. It takes what the same verdict would take openly, and fills no
 * seat. Given again it replaces the one before; its giver cannot read it back either, so nobody can make them show it.
 */
export const sealVerdict = defineCommand({
  name: "seal-verdict",
  permission: "verdict:seal",
  summary: "Give a sealed verdict on a release",
  input: z.strictObject({
    release: ordinal,
    round: ordinal,
    subjectDigest: digest,
    seat: z.enum(FUNCTIONS),
    decision: z.enum(VERDICT_DECISIONS),
    comment: prose(4000).optional(),
    over: shownChecks,
    conditions: conditionsAsked.optional(),
    /** The person whom the caller speaks for, by a delegation that is in force. */
    onBehalfOf: id.optional(),
    stepUpId: id,
  }),
  // A digest of the whole request could be guessed: there are four verdicts.
  secretInput: ["decision", "comment", "over", "conditions"],
  // Only an approval is refused for a wait or a tie to another signer: such a code, counted, would say what was tried.
  deniedAs: "sealed-verdict-denied",
  output: z.object({ sealedId: z.string(), state: z.string() }),

  async load(tx, input, context) {
    const key = sealPublicKey();
    if (key === null) return NO_KEY;
    const held = await heldToJudge(tx, "seal-verdict", input, context);
    if (!held.ok) return held;
    return ok({ ...held.value, key, salts: { salt: randomBytes(32), wordsSalt: randomBytes(32) } });
  },

  decide(file, { subjectDigest, onBehalfOf: _, ...attempt }, context) {
    const next = releaseMachine.next(file.release.state, "seal");
    if (!next.ok) return next;
    const { signer: caller, circle, owners, behalf } = file;
    const capped = capsFit(file.sections.plan, attempt.conditions ?? []);
    if (!capped.ok) return capped;
    const by = { ...context, caller, account: file.presence.identity, circle, owners, behalf };
    // Whoever could sign this verdict may give it sealed.
    const signed = sign({ ...file, sealing: undefined }, { ...attempt, digest: subjectDigest }, by);
    if (!signed.ok) return signed;
    const giving = { signerId: caller.id, onBehalfOf: behalf?.id ?? null, seat: attempt.seat };
    const may = maySeal(file, councilStanding(file), giving);
    if (!may.ok) return may;
    return ok([sealedEvent(file, signed.value, contentOf(attempt, file.salts))]);
  },

  async record(tx, [event], { release, presence, key }, { caller, now }) {
    const { signed, content, data } = event!;
    const given = { ...data, method: presence.method, signerName: signed.signerName, behalf: signed.behalf };
    await writeSealed(
      tx,
      { ...given, releaseId: release.id, workspaceId: caller.workspaceId, now },
      { content, key },
    );
    return { sealedId: data.sealed, state: release.state };
  },
});

const NO_KEY = refuse("illegal", "no-seal-key", "This installation has no key to seal verdicts with.", {
  todo: "Ask whoever runs it to set SEAL_PUBLIC_KEY for the server and SEAL_KEY for the reconciler.",
});

type File = ReleaseCaseFile & { readonly presence: Parameters<typeof presenceSaid>[1] };

/** Nothing in it depends on what the verdict says. */
function sealedEvent(file: File, signed: Signed, content: SealedContent) {
  const { id: sealed, seat, round, signerId: signer, signerName: name, behalf } = signed;
  const { number, id: release } = file.release;
  const { digest: subject } = file;
  const terms = { sealed, release, round, subject, seat, signer, onBehalfOf: behalf?.id ?? null };
  const { data, details } = presenceSaid({ id: signer, name }, file.presence);
  return eventOf(
    "verdict.sealed",
    {
      stream: `release/${release}`,
      targets: [{ type: "release", id: release, digest: subject }],
      data: {
        number,
        round,
        subject,
        sealed,
        seat,
        commitment: verdictCommitment(terms, openingOf(content)),
        ...(behalf ? { onBehalfOf: behalf.id, delegation: behalf.delegation } : {}),
        ...data,
      },
      details: { ...details, ...(behalf ? { onBehalfOf: { name: behalf.name } } : {}) },
    },
    { signed, content },
  );
}

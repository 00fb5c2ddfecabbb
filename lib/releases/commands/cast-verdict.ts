import { z } from "zod";
import { spendStepUp } from "#lib/access/rows/spend-step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayFillSeat } from "#lib/councils/eligibility.ts";
import { type CastVerdict, councilStanding, DECISIONS } from "#lib/councils/quorum.ts";
import { signedSections } from "#lib/councils/sections.ts";
import type { PasskeyProof } from "#lib/crypto/passkey-proof.ts";
import { asJson } from "#lib/db/json.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { digestOfBytes } from "#lib/kernel/digest.ts";
import { digest, id, ordinal, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { daysLater } from "#lib/kernel/time.ts";
import type { ReleaseEvent } from "#lib/releases/events.ts";
import { type ReleaseState, releaseAfter, releaseMachine } from "#lib/releases/release.ts";
import { lockRelease, type ReleaseCaseFile } from "#lib/releases/rows/lock-release.ts";
import { meaningOf, verdictStatement } from "#lib/releases/verdict-statement.ts";

const input = z.strictObject({
  release: ordinal,
  round: ordinal,
  subjectDigest: digest,
  seat: z.enum(FUNCTIONS),
  decision: z.enum(DECISIONS),
  comment: prose(4000).optional(),
  stepUpId: id,
});
type Input = z.output<typeof input>;

type Cast = ReleaseEvent & { verdict?: Signed };

/**
 * Signs one seat of a release: over this round, this subject digest and the digests of the sections the function
 * answers for. The last seat approves the release in the same transaction.
 */
export const castVerdict = defineCommand({
  name: "cast-verdict",
  permission: "verdict:cast",
  summary: "Sign a seat of a release",
  input,
  output: z.object({ verdictId: z.string(), state: z.string(), seatsMet: z.number(), seatsAll: z.number() }),

  async load(tx, input, { caller, now }) {
    const file = await lockRelease(tx, input.release);
    if (!file.ok) return file;
    const proof = await spendStepUp(
      tx,
      caller,
      { id: input.stepUpId, act: "cast-verdict", subjectDigest: input.subjectDigest },
      now,
    );
    if (!proof.ok) return proof;
    return ok({ ...file.value, ...input, release: file.value.release, ...proof.value });
  },

  decide(file, input, { caller, now, newId }) {
    if (caller.kind !== "person") return refuse("forbidden", "person-only", "Only a person can sign.");
    const refusal = whyNotSignable(file, input);
    if (!refusal.ok) return refusal;
    const { seat, decision } = input;
    const { contributors, verdicts } = file;
    const { seats } = file.sections.policy;
    const eligible = mayFillSeat({ signer: caller, seat, seats, contributors, verdicts });
    if (!eligible.ok) return eligible;
    if (decision !== "approve" && !input.comment)
      return refuse("invalid", "reason-missing", "Say what has to change, or why you reject it.", {
        field: "comment",
      });
    const verdict = signedVerdict(file, input, caller, { id: newId(), now });
    const said = {
      signer: { name: caller.name },
      ...(input.comment ? { comment: input.comment } : {}),
      // What the signer's own key signed: whoever has the packet can check it and need not trust this server.
      ...(file.passkey ? { passkey: file.passkey } : {}),
    };
    const cast = eventOf("verdict.cast", { ...castEvent(file, verdict, file), details: said }, { verdict });
    return ok<Cast[]>([cast, ...consequences(file, verdict, now)]);
  },

  async record(tx, events, file, { caller, now }) {
    const { verdict } = events[0]!;
    const { release } = file;
    const { statement, ...cast } = verdict!;
    await tx.verdict.create({
      data: {
        ...cast,
        sectionDigests: asJson(cast.sectionDigests),
        statement,
        workspaceId: caller.workspaceId,
        releaseId: release.id,
        comment: file.comment ?? "",
        signerName: caller.name,
        meaning: meaningOf(cast.decision),
        subjectDigest: release.subjectDigest,
        method: file.method,
      },
    });
    const state = events.reduce(
      (at: ReleaseState, event) => releaseAfter(at, event),
      release.state as ReleaseState,
    );
    const approved = state === "approved";
    const validUntil = approved ? daysLater(now, file.sections.policy.validDays) : null;
    if (state !== release.state)
      await tx.release.update({
        where: { id: release.id },
        data: { state, approvedAt: approved ? now : null, validUntil },
      });
    const council = standingWith(file, verdict!);
    return { verdictId: cast.id, state, seatsMet: council.met, seatsAll: council.seats.length };
  },
});

type Signed = CastVerdict & { readonly statement: string };

/** The verdict over the sections the seat answers for as they are now, with the statement that says so. */
function signedVerdict(
  { release, sections, digests }: ReleaseCaseFile,
  { seat, decision }: Input,
  signer: { id: string; name: string },
  { id, now }: { id: string; now: Date },
): Signed {
  const { round } = release;
  const sectionDigests = Object.fromEntries(
    signedSections(seat, sections.policy.seats).map((section) => [section, digests[section]]),
  );
  const statement = verdictStatement({
    releaseId: release.id,
    number: release.number,
    round,
    seat,
    decision,
    sections: sectionDigests,
    subjectDigest: release.subjectDigest,
    signer: { id: signer.id, name: signer.name },
    signedAt: now,
    nonce: id,
  });
  return { id, round, seat, decision, signerId: signer.id, sectionDigests, signedAt: now, statement };
}

function castEvent(
  { release, verdicts, entitled }: ReleaseCaseFile,
  verdict: Signed,
  { method, passkey }: { method: string; passkey: PasskeyProof | null },
) {
  return {
    stream: `release/${release.id}`,
    targets: [{ type: "release", id: release.id, digest: release.subjectDigest }],
    data: {
      number: release.number,
      round: release.round,
      verdict: verdict.id,
      seat: verdict.seat,
      decision: verdict.decision,
      signer: verdict.signerId,
      sections: verdict.sectionDigests,
      subject: release.subjectDigest,
      statement: digestOfBytes(new TextEncoder().encode(verdict.statement)),
      method,
      ...(passkey ? { key: digestOfBytes(Buffer.from(passkey.publicKey, "base64url")) } : {}),
      // With these and the log alone the sign-off derives again.
      lapsed: verdicts.filter(({ signerId, seat }) => !entitled(signerId, seat)).map(({ id }) => id),
    },
  };
}

function whyNotSignable({ release }: ReleaseCaseFile, { round, subjectDigest }: Input) {
  const next = releaseMachine.next(release.state as ReleaseState, "sign");
  if (!next.ok) return next;
  if (round !== release.round || subjectDigest !== release.subjectDigest)
    return refuse(
      "stale",
      "digest-changed",
      `This release changed: it is in round ${release.round} now. Nothing was signed.`,
      {
        todo: "Look at what changed, then sign the new digest.",
      },
    );
  return ok(null);
}

const standingWith = (file: ReleaseCaseFile, verdict: CastVerdict) =>
  councilStanding<CastVerdict>({
    seats: file.sections.policy.seats,
    verdicts: [...file.verdicts, verdict],
    digests: file.digests,
    entitled: (id, seat) => id === verdict.signerId || file.entitled(id, seat),
  });

/** What follows from the sign-off as it stands with this verdict. */
function consequences(file: ReleaseCaseFile, verdict: CastVerdict, now: Date): Cast[] {
  const { release, sections } = file;
  const council = standingWith(file, verdict);
  const where = {
    stream: `release/${release.id}`,
    targets: [{ type: "release", id: release.id, digest: release.subjectDigest }],
  };
  const inRound = { number: release.number, round: release.round };
  const asked = release.state === "changes-requested";
  if (verdict.decision === "reject") return [eventOf("release.rejected", { ...where, data: inRound })];
  if (verdict.decision === "request-changes") {
    const data = { ...inRound, seat: verdict.seat };
    return asked ? [] : [eventOf("release.changes-requested", { ...where, data })];
  }
  if (council.approved) {
    const validUntil = daysLater(now, sections.policy.validDays).toISOString();
    return [eventOf("release.approved", { ...where, data: { ...inRound, validUntil } })];
  }
  return asked && council.objections.length === 0
    ? [eventOf("release.review-resumed", { ...where, data: inRound })]
    : [];
}

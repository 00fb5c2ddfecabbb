import type { Model } from "#generated/prisma/client.ts";
import { signableEnvelope } from "#lib/councils/envelope.ts";
import { isEnvelopeSignable } from "#lib/councils/envelope-rules.ts";
import { authorityHere, authorityOver } from "#lib/councils/rows/authority.ts";
import { envelopesNumbered, type KeptEnvelope } from "#lib/councils/rows/envelopes.ts";
import type { KeptSignature } from "#lib/councils/rows/signatures.ts";
import type { Signable } from "#lib/councils/signable.ts";
import type { Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type PeopleRules, peopleRules } from "#lib/policy/people-rules.ts";
import { policyInForce } from "#lib/policy/rows/policy-versions.ts";
import { findModel, lockModel } from "#lib/registry/rows/find-model.ts";
import { contributorsOfRelease } from "./contributors.ts";

/** An envelope with all facts that decide over it. */
export interface EnvelopeFile extends Signable<KeptSignature> {
  readonly kind: "envelope";
  readonly envelope: KeptEnvelope;
  readonly model: Pick<Model, "id" | "name" | "ownerId">;
  /** What the policy in force asks of whoever signs it. */
  readonly rules: PeopleRules;
}

type Numbered = { readonly model: string; readonly envelope: number };

/** An envelope of this model, whose row is locked, so that envelopes and decisions over its releases take turns. */
export async function lockEnvelope(tx: Tx, of: Numbered, now: Date): Promise<Result<EnvelopeFile, Refusal>> {
  const model = await lockModel(tx, of.model);
  return model.ok ? readIn(tx, model.value, of, now) : model;
}

/** The same without the lock, for views. */
export async function readEnvelope(tx: Tx, of: Numbered, now: Date): Promise<Result<EnvelopeFile, Refusal>> {
  const model = await findModel(tx, of.model);
  return model.ok ? readIn(tx, model.value, of, now) : model;
}

async function readIn(
  tx: Tx,
  model: EnvelopeFile["model"],
  { envelope: number }: Numbered,
  now: Date,
): Promise<Result<EnvelopeFile, Refusal>> {
  const envelope = (await envelopesNumbered(tx, number)).find((one) => one.model === model.id);
  if (!envelope) return refuse("not-found", "envelope-not-found", `${model.name} has no envelope ${number}.`);
  const policy = await policyInForce(tx);
  const rules = peopleRules(policy?.content ?? {});
  const subject = signableEnvelope({
    id: envelope.id,
    model: model.id,
    digest: envelope.digest,
    seats: envelope.seats,
    proposer: envelope.proposer,
    ownerId: model.ownerId,
    // Whoever made what every use is measured against.
    contributors: await contributorsOfRelease(tx, envelope.base.release),
  });
  const excluded = new Set(subject.contributors.map(({ personId }) => personId));
  return ok({
    ...subject,
    signatures: envelope.signatures,
    // A rejection ends it, so that no objection stands for anyone to lift.
    lifted: () => false,
    ...authorityOver(await authorityHere(tx, now), rules.identity[envelope.tier], excluded),
    open: isEnvelopeSignable(envelope, now),
    envelope,
    model,
    rules,
  });
}

/** What decides who may sign it: independent of whoever proposed it, as of a fellow signer. */
export function aroundEnvelope({ signatures, contributors, envelope, rules }: EnvelopeFile, now: Date) {
  const { independenceDays: days, factorWaitHours: waitHours } = rules;
  return { signatures, contributors, proposers: [envelope.proposer], days, waitHours, now };
}

/** What every event of it says, and the stream that it is in. */
export const aboutEnvelope = ({ model, envelope }: Pick<EnvelopeFile, "model" | "envelope">) => ({
  about: {
    stream: `model/${model.id}`,
    targets: [
      { type: "model", id: model.id },
      { type: "envelope", id: envelope.id, digest: envelope.digest },
    ],
  },
  said: { envelope: envelope.id, number: envelope.number, model: model.name },
});

import type { Model } from "#generated/prisma/client.ts";
import { authorityHere, authorityOver } from "#lib/councils/rows/authority.ts";
import type { KeptSignature } from "#lib/councils/rows/signatures.ts";
import { type KeptTerm, type KeptWaiver, waiversWhere } from "#lib/councils/rows/waivers.ts";
import type { Signable } from "#lib/councils/signable.ts";
import { openTerm, signableWaiver } from "#lib/councils/waiver.ts";
import { isSignable } from "#lib/councils/waiver-rules.ts";
import type { Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type PeopleRules, peopleRules } from "#lib/policy/people-rules.ts";
import { policyInForce } from "#lib/policy/rows/policy-versions.ts";
import { findModel, lockModel } from "#lib/registry/rows/find-model.ts";
import { contributorsOfRelease } from "./contributors.ts";

/** A waiver with all facts that decide over its newest term. */
export interface WaiverFile extends Signable<KeptSignature> {
  readonly kind: "waiver";
  readonly waiver: KeptWaiver;
  readonly model: Pick<Model, "id" | "name" | "ownerId">;
  readonly term: KeptTerm;
  /** Who asked for it and for its newest term. */
  readonly askers: readonly string[];
  /** What the policy in force asks of whoever signs it. */
  readonly rules: PeopleRules;
}

type Numbered = { readonly model: string; readonly waiver: number };

/** A waiver of this model, whose row is locked, so that waivers, tiers and decisions over its releases take turns. */
export async function lockWaiver(tx: Tx, of: Numbered, now: Date): Promise<Result<WaiverFile, Refusal>> {
  const model = await lockModel(tx, of.model);
  return model.ok ? readIn(tx, model.value, of, now) : model;
}

/** The same without the lock, for views. */
export async function readWaiver(tx: Tx, of: Numbered, now: Date): Promise<Result<WaiverFile, Refusal>> {
  const model = await findModel(tx, of.model);
  return model.ok ? readIn(tx, model.value, of, now) : model;
}

async function readIn(
  tx: Tx,
  model: WaiverFile["model"],
  { waiver: number }: Numbered,
  now: Date,
): Promise<Result<WaiverFile, Refusal>> {
  const [waiver] = await waiversWhere(tx, { number, modelId: model.id });
  const newest = waiver?.terms.at(-1);
  if (!waiver || !newest)
    return refuse("not-found", "waiver-not-found", `${model.name} has no waiver ${number}.`);
  const term = openTerm(waiver) ?? newest;
  const policy = await policyInForce(tx);
  const rules = peopleRules(policy?.content ?? {});
  const askers = [...new Set([waiver.requestedBy.id, term.askedBy.id])];
  const subject = signableWaiver({
    id: waiver.id,
    model: model.id,
    gate: waiver.gate.id,
    seat: waiver.seat,
    round: term.round,
    digest: term.digest,
    askers,
    ownerId: model.ownerId,
    // Of the one release it is for: whoever gains by it. Of a wider one, each release asks when its gates are asked.
    contributors: waiver.scope.release === null ? [] : await contributorsOfRelease(tx, waiver.scope.release),
  });
  const excluded = new Set(subject.contributors.map(({ personId }) => personId));
  return ok({
    ...subject,
    signatures: waiver.signatures.filter(({ round }) => round === term.round),
    // A refusal ends a term, so that no objection stands for anyone to lift.
    lifted: () => false,
    ...authorityOver(await authorityHere(tx, now), rules.identity[waiver.tier], excluded),
    open: isSignable(waiver, now),
    waiver,
    model,
    term,
    askers,
    rules,
  });
}

/** What decides who may sign it: independent of whoever asked for it, as of a fellow signer. */
export function aroundWaiver({ signatures, contributors, askers, rules }: WaiverFile, now: Date) {
  const { independenceDays: days, factorWaitHours: waitHours } = rules;
  return { signatures, contributors, proposers: askers, days, waitHours, now };
}

/** What every event of it says, and the stream that it is in. */
export const aboutWaiver = ({ model, waiver }: Pick<WaiverFile, "model" | "waiver">) => ({
  about: {
    stream: `model/${model.id}`,
    targets: [
      { type: "model", id: model.id },
      { type: "waiver", id: waiver.id },
    ],
  },
  said: { waiver: waiver.id, number: waiver.number, model: model.name },
});

import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { waiversOfModels } from "#lib/councils/rows/waivers.ts";
import { gateDigest, termDigest } from "#lib/councils/waiver.ts";
import { mayBeWaived, mayRequestWaiver } from "#lib/councils/waiver-rules.ts";
import type { Tx } from "#lib/db/client.ts";
import { nextNumber } from "#lib/db/counter.ts";
import { instant, ordinal, pointerName, prose, slug } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { gatesOf, holdPolicy, policyInForce } from "#lib/policy/rows/policy-versions.ts";
import { lockModel } from "#lib/registry/rows/find-model.ts";
import { TIERS } from "#lib/registry/tier.ts";

/**
 * Asks that a gate need not pass for a model for a limited time. It covers nothing before a holder of the function that the
 * gate names has signed it, who is another and independent person.
 */
export const requestWaiver = defineCommand({
  name: "request-waiver",
  permission: "waiver:request",
  summary: "Ask that a gate be waived for a model",
  input: z.strictObject({
    model: slug,
    /** The gate's id. */
    gate: slug,
    /** Of this pointer alone; left out for all of the model. */
    pointer: pointerName.optional(),
    /** Of this release alone, under whose policy the gate is read; left out for all of the model. */
    release: ordinal.optional(),
    startsAt: instant,
    endsAt: instant,
    reason: prose(2000),
    risk: prose(2000),
    measures: prose(2000),
  }),
  output: z.object({ number: z.number(), waiverId: z.string(), digest: z.string() }),

  async load(tx, { model: name, pointer, release }, { caller }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person asks for a waiver: they answer for it.");
    await holdPolicy(tx, caller.workspaceId);
    const model = await lockModel(tx, name);
    if (!model.ok) return model;
    const scope = await scopeOf(tx, { modelId: model.value.id, pointer, release });
    if (!scope.ok) return scope;
    const { policy, ids } = scope.value;
    return ok({
      model: model.value,
      scope: ids,
      policy,
      gates: (await gatesOf(tx, [policy]))(policy),
      others: (await waiversOfModels(tx, [model.value.id]))(model.value.id),
      number: await nextNumber(tx, caller.workspaceId, "waiver"),
    });
  },

  decide({ model, scope, policy, gates, others, number }, input, { caller, now, newId }) {
    const waivable = mayBeWaived(gates.find(({ id }) => id === input.gate));
    if (!waivable.ok) return waivable;
    const { whoMayWaive: seat, title, ...rest } = waivable.value;
    const [startsAt, endsAt] = [new Date(input.startsAt), new Date(input.endsAt)];
    const tier = oneOf(TIERS, model.riskTier);
    const gate = { id: rest.id, digest: gateDigest(waivable.value) };
    const may = mayRequestWaiver({ gate, scope, startsAt, endsAt }, { tier, others, now });
    if (!may.ok) return may;
    const { reason, risk, measures } = input;
    const id = newId();
    const dates = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
    const asked = { gate, policy, scope, tier, seat, ...dates };
    const words = { reason, risk, measures };
    const digest = termDigest({ waiver: id, model: model.id, ...asked, ...words, round: 1 });
    const event = eventOf(
      "waiver.requested",
      {
        stream: `model/${model.id}`,
        targets: [
          { type: "model", id: model.id },
          { type: "waiver", id, digest },
        ],
        data: { waiver: id, number, model: model.name, term: 1, ...asked, digest },
        details: { ...words, author: { name: caller.name } },
      },
      { id, gateTitle: title },
    );
    return ok([event]);
  },

  async record(tx, [event], { model }, { caller, now }) {
    const { id, gateTitle, data, details } = event!;
    const { number, gate, scope, policy, seat, tier, startsAt, endsAt, digest } = data;
    const { reason, risk, measures } = details;
    const { workspaceId } = caller;
    const requested = { requestedById: caller.id, requestedByName: caller.name, requestedAt: now };
    await tx.waiver.create({
      data: {
        id,
        workspaceId,
        number,
        modelId: model.id,
        pointerId: scope.pointer,
        releaseId: scope.release,
        gate: gate.id,
        gateTitle,
        gateDigest: gate.digest,
        policy,
        seat,
        tier,
        startsAt,
        reason,
        risk,
        measures,
        ...requested,
      },
    });
    const asked = { askedById: caller.id, askedByName: caller.name, askedAt: now };
    await tx.waiverTerm.create({
      data: { waiverId: id, round: 1, workspaceId, endsAt, reason, digest, ...asked, state: "open" },
    });
    return { number, waiverId: id, digest };
  },
});

type Scope = {
  /** The version of the policy whose gate it is. */
  readonly policy: number;
  readonly ids: { readonly pointer: string | null; readonly release: string | null };
};

type Wanted = {
  readonly modelId: string;
  readonly pointer: string | undefined;
  readonly release: number | undefined;
};

/** Of one release, its own policy's gate; else that of the policy in force. */
async function scopeOf(
  tx: Tx,
  { modelId, pointer: name, release: number }: Wanted,
): Promise<Result<Scope, Refusal>> {
  const pointer = name === undefined ? null : await tx.pointer.findFirst({ where: { modelId, name } });
  if (name !== undefined && !pointer)
    return refuse("not-found", "pointer-not-found", `This model has no pointer ${name}.`, {
      field: "pointer",
    });
  if (number !== undefined) {
    const release = await tx.release.findFirst({ where: { modelId, number } });
    if (!release)
      return refuse("not-found", "release-of-another-model", `This model has no release ${number}.`, {
        field: "release",
      });
    const { version } = await tx.policyVersion.findUniqueOrThrow({ where: { id: release.policyVersionId } });
    return ok({ policy: version, ids: { pointer: pointer?.id ?? null, release: release.id } });
  }
  const policy = await policyInForce(tx);
  return policy
    ? ok({ policy: policy.version, ids: { pointer: pointer?.id ?? null, release: null } })
    : refuse("illegal", "no-policy", "There is no sign-off policy yet.");
}

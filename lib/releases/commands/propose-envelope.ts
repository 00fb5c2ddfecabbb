import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { type EnvelopeTerms, envelopeDigest, envelopeTerms } from "#lib/councils/envelope.ts";
import { mayProposeEnvelope } from "#lib/councils/envelope-rules.ts";
import { envelopesOfPointer } from "#lib/councils/rows/envelopes.ts";
import { nextNumber } from "#lib/db/counter.ts";
import { asJson } from "#lib/db/json.ts";
import { pointerName, prose, slug } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { routeFor, seatsFor } from "#lib/policy/policy.ts";
import { holdPolicy, policyInForce } from "#lib/policy/rows/policy-versions.ts";
import { lockModel } from "#lib/registry/rows/find-model.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { baseOf, lastReviewed } from "#lib/releases/rows/reviewed-base.ts";

/**
 * Proposes what may go out on a pointer by the standard class: what may change against the release that the whole council
 * reviewed last, by how much, checked how, how often and until when. It covers nothing before that council has signed it.
 */
export const proposeEnvelope = defineCommand({
  name: "propose-envelope",
  permission: "envelope:propose",
  summary: "Propose an envelope for standard changes",
  input: z.strictObject({ model: slug, pointer: pointerName, terms: envelopeTerms, reason: prose(2000) }),
  output: z.object({ number: z.number(), envelopeId: z.string(), digest: z.string() }),

  async load(tx, { model: name, pointer: at, terms }, { caller }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person proposes an envelope: they answer for it.");
    await holdPolicy(tx, caller.workspaceId);
    const model = await lockModel(tx, name);
    if (!model.ok) return model;
    const pointer = await tx.pointer.findFirst({ where: { modelId: model.value.id, name: at } });
    if (!pointer)
      return refuse("not-found", "pointer-not-found", `This model has no pointer ${at}.`, {
        field: "pointer",
      });
    const policy = await policyInForce(tx);
    if (!policy) return refuse("illegal", "no-policy", "There is no sign-off policy yet.");
    const tier = oneOf(TIERS, model.value.riskTier);
    const route = routeFor(policy.content, tier);
    if (!route.ok) return route;
    const standard = seatsFor(route.value, "standard");
    if (!standard.ok) return standard;
    const reviewed = await lastReviewed(tx, pointer.id);
    if (!reviewed.ok) return reviewed;
    const base = baseOf(reviewed.value, terms);
    if (!base.ok) return base;
    return ok({
      model: model.value,
      pointer,
      tier,
      base: base.value,
      policy: policy.version,
      seats: route.value.seats,
      gates: (policy.content.gates ?? []).map(({ id }) => id),
      others: await envelopesOfPointer(tx, pointer.id),
      number: await nextNumber(tx, caller.workspaceId, "envelope"),
    });
  },

  decide({ model, pointer, number, gates, others, ...of }, { terms: asked, reason }, { caller, now, newId }) {
    const terms = dated(asked);
    const may = mayProposeEnvelope(terms, { tier: of.tier, others, gates, now });
    if (!may.ok) return may;
    const id = newId();
    const { tier, policy, seats, base } = of;
    const signed = { id, model: model.id, pointer: pointer.id, tier, policy, seats, terms, base, reason };
    const digest = envelopeDigest(signed);
    const event = eventOf(
      "envelope.proposed",
      {
        stream: `model/${model.id}`,
        targets: [
          { type: "model", id: model.id },
          { type: "envelope", id, digest },
          { type: "release", id: base.release, digest: base.subject },
        ],
        data: {
          envelope: id,
          number,
          model: model.name,
          pointer: pointer.name,
          pointerId: pointer.id,
          policy,
          tier,
          seats: [...seats],
          terms,
          base,
          digest,
        },
        details: { reason, author: { name: caller.name } },
      },
      { id },
    );
    return ok([event]);
  },

  async record(tx, [event], { model }, { caller, now }) {
    const { id, data, details } = event!;
    const { number, pointerId, policy, tier, seats, terms, base, digest } = data;
    await tx.envelope.create({
      data: {
        id,
        workspaceId: caller.workspaceId,
        number,
        modelId: model.id,
        pointerId,
        baseReleaseId: base.release,
        policy,
        tier,
        seats: asJson(seats),
        terms: asJson(terms),
        base: asJson(base),
        digest,
        reason: details.reason,
        proposedById: caller.id,
        proposedByName: caller.name,
        proposedAt: now,
        decided: "open",
      },
    });
    return { number, envelopeId: id, digest };
  },
});

/** Moments as they are signed: in UTC. */
const dated = (terms: EnvelopeTerms): EnvelopeTerms => ({
  ...terms,
  startsAt: new Date(terms.startsAt).toISOString(),
  endsAt: new Date(terms.endsAt).toISOString(),
});

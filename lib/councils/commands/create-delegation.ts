import { z } from "zod";
import { spendForDeed } from "#lib/access/rows/spend-step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayUseFunction } from "#lib/councils/approving.ts";
import { delegationAsked, delegationTerms, mayDelegate } from "#lib/councils/delegation.ts";
import { delegationStream } from "#lib/councils/delegation-events.ts";
import { circleHeld } from "#lib/councils/rows/circles.ts";
import { holdSigner } from "#lib/councils/rows/signer-now.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { holdPolicy, peopleRulesInForce } from "#lib/policy/rows/policy-versions.ts";

/**
 * Has somebody speak for the caller on releases while the caller is away, for functions the caller holds. It is the
 * caller's own act: nobody delegates for another. Whoever waits after a reset or a new factor cannot yet, as they could
 * not sign.
 */
export const createDelegation = defineCommand({
  name: "create-delegation",
  permission: "delegation:create",
  summary: "Have another reviewer sign for you while you are away",
  input: delegationAsked.extend({ stepUpId: id.optional() }),
  output: z.object({ delegation: z.string() }),

  async load(tx, { stepUpId, ...asked }, context) {
    const { caller, now } = context;
    if (caller.kind !== "person") return refuse("forbidden", "person-only", "Only a person can delegate.");
    await holdPolicy(tx, caller.workspaceId);
    await holdSigner(tx, caller);
    const deed = { act: "create-delegation", of: delegationTerms(asked), stepUpId } as const;
    const proof = await spendForDeed(tx, context, deed);
    if (!proof.ok) return proof;
    const { independenceDays: days, factorWaitHours: waitHours } = await peopleRulesInForce(tx);
    const around = { signatures: [], contributors: [], days, waitHours, now };
    const held = await circleHeld(tx, around, caller);
    const known = asked.models && (await tx.model.count({ where: { id: { in: asked.models } } }));
    return ok({ ...held, asked, models: known === null || known === new Set(asked.models).size });
  },

  decide({ signer, circle, asked, models }, _input, { caller, now, newId }) {
    if (signer.kind !== "person") return refuse("forbidden", "person-only", "Only a person can delegate.");
    const used = mayUseFunction(signer.id, circle);
    if (!used.ok) return used;
    const to = circle.members.get(asked.to);
    const from = { id: signer.id, functions: signer.functions };
    const may = mayDelegate(asked, { from, toFunctions: to?.functions, now });
    if (!may.ok) return may;
    if (!models)
      return refuse("invalid", "model-unknown", "There is no such model here.", { field: "models" });
    const delegation = newId();
    const { functions, models: scope, reason } = asked;
    const names = { [caller.id]: caller.name, [asked.to]: to!.name };
    const created = eventOf(
      "delegation.created",
      {
        stream: delegationStream(delegation),
        targets: [{ type: "delegation", id: delegation }],
        data: {
          from: signer.id,
          to: asked.to,
          functions,
          models: scope,
          startsAt: new Date(asked.startsAt).toISOString(),
          endsAt: new Date(asked.endsAt).toISOString(),
        },
        details: { reason, names },
      },
      { delegation },
    );
    return ok([created]);
  },

  async record(tx, [created], _facts, { caller, now }) {
    const { delegation, data, details } = created!;
    await tx.delegation.create({
      data: {
        id: delegation,
        workspaceId: caller.workspaceId,
        fromId: data.from,
        fromName: details.names[data.from]!,
        toId: data.to,
        toName: details.names[data.to]!,
        functions: [...data.functions],
        models: [...(data.models ?? [])],
        reason: details.reason,
        startsAt: data.startsAt,
        endsAt: data.endsAt,
        createdAt: now,
      },
    });
    return { delegation };
  },
});

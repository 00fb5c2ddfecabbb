import { z } from "zod";
import { mayConfirm, mayReceive } from "#lib/access/granting.ts";
import { confirmerOf } from "#lib/access/rows/confirmer.ts";
import { writeStep } from "#lib/access/rows/grants.ts";
import { lockGrant } from "#lib/access/rows/lock-grant.ts";
import { holdMembership } from "#lib/access/rows/lock-person.ts";
import { provenancesOf } from "#lib/access/rows/provenances.ts";
import { spendForDeed } from "#lib/access/rows/spend-step-up.ts";
import { waitOf, waitsToSign } from "#lib/access/waiting.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { holdPolicy, peopleRulesInForce } from "#lib/policy/rows/policy-versions.ts";

/**
 * Confirms a proposed function, which takes effect after the waiting time of the policy in force. Only a holder of
 * another function confirms; the first two of a workspace confirm each other, and neither holds theirs before both did.
 */
export const confirmFunction = defineCommand({
  name: "confirm-function",
  permission: "function:confirm",
  summary: "Confirm a person's proposed function",
  input: z.strictObject({ personId: id, function: z.enum(FUNCTIONS), stepUpId: id.optional() }),
  output: z.object({ personId: z.string(), effectiveAt: z.string() }),

  async load(tx, { stepUpId, ...asked }, context) {
    const { caller } = context;
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person who holds a function confirms one.");
    await holdPolicy(tx, caller.workspaceId);
    const found = await lockGrant(tx, asked, context);
    if (!found.ok) return found;
    const of = `${asked.personId}/${asked.function}`;
    const proof = await spendForDeed(tx, context, { act: "confirm-function", of, stepUpId });
    if (!proof.ok) return proof;
    const rules = await peopleRulesInForce(tx);
    await holdMembership(tx, caller.id);
    const confirming = await confirmerOf(tx, caller, context.now);
    const told = (await provenancesOf(tx, [caller.id])).get(caller.id)!;
    const wait = waitOf(told, { hours: rules.factorWaitHours, now: context.now });
    return ok({ ...asked, ...found.value, ...confirming, grantWaitHours: rules.grantWaitHours, wait });
  },

  decide({ member, grantWaitHours, wait, ...confirmation }, _input, { now }) {
    const { personId, function: name } = confirmation;
    const receiving = mayReceive(member);
    if (!receiving.ok) return receiving;
    const confirming = mayConfirm(confirmation, now);
    if (!confirming.ok) return confirming;
    const { founding } = confirming.value;
    // The first two hold no function yet, and nobody could consent: what they confirm waits anyway.
    if (wait && !founding) return waitsToSign(wait, "Ask a holder of another function who does not wait.");
    const effectiveAt = new Date(now.getTime() + grantWaitHours * HOUR_MS);
    const confirmed = eventOf(
      "function.confirmed",
      {
        stream: `person/${personId}`,
        targets: [{ type: "person", id: personId }],
        data: {
          function: name,
          effectiveAt: effectiveAt.toISOString(),
          waitHours: grantWaitHours,
          ...(founding ? { founding, hands: true } : {}),
        },
      },
      { effectiveAt, founding },
    );
    return ok([confirmed]);
  },

  async record(tx, [event], { personId, function: name, grant }, context) {
    const { effectiveAt, founding } = event!;
    await writeStep(
      tx,
      { personId, function: name, grant, verb: "confirmed", effectiveAt, founding },
      context,
    );
    return { personId, effectiveAt: effectiveAt.toISOString() };
  },
});

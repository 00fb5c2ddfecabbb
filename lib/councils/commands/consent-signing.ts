import { z } from "zod";
import { lockMembership } from "#lib/access/rows/lock-membership.ts";
import { spendForDeed } from "#lib/access/rows/spend-step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayConsentIn } from "#lib/councils/approving.ts";
import { circleHeld } from "#lib/councils/rows/circles.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { holdPolicy, peopleRulesInForce } from "#lib/policy/rows/policy-versions.ts";

/**
 * Consents that somebody signs although what they sign in with was just renewed. It covers that one renewal: after a
 * later one they wait again. The two are not independent of each other from then on, as after a confirmation.
 */
export const consentSigning = defineCommand({
  name: "consent-signing",
  permission: "signing:consent",
  summary: "Consent that a person signs without waiting after a reset or a new factor",
  input: z.strictObject({
    personId: id,
    since: z.iso.datetime(),
    reason: prose(500),
    stepUpId: id.optional(),
  }),
  output: z.object({ personId: z.string(), since: z.string() }),

  async load(tx, { personId, since, stepUpId }, context) {
    const { caller, now } = context;
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person who holds a function consents.");
    await holdPolicy(tx, caller.workspaceId);
    const found = await lockMembership(tx, caller.workspaceId, personId, now);
    if (!found.ok) return found;
    const deed = { act: "consent-signing", of: `${personId}/${since}`, stepUpId } as const;
    const proof = await spendForDeed(tx, context, deed);
    if (!proof.ok) return proof;
    const rules = await peopleRulesInForce(tx);
    const { independenceDays: days, factorWaitHours: waitHours } = rules;
    const around = { signatures: [], contributors: [], days, waitHours, now };
    const { circle } = await circleHeld(tx, around, caller);
    return ok({ personId, since, circle });
  },

  decide({ personId, since, circle }, { reason }, { caller }) {
    const may = mayConsentIn(circle, { consenterId: caller.id, subjectId: personId, since });
    if (!may.ok) return may;
    const consented = eventOf("signing.consented", {
      stream: `person/${personId}`,
      targets: [{ type: "person", id: personId }],
      data: { since, until: may.value.until.toISOString(), hands: true },
      details: { reason },
    });
    return ok([consented]);
  },

  // The log alone keeps it: whether somebody waits is read from their own streams.
  record: async (_tx, _events, { personId, since }) => ({ personId, since }),
});

import { z } from "zod";
import { keepSittingProof, SITTING_PROOF_MINUTES } from "#lib/access/rows/sitting-proofs.ts";
import { deedSubject, stepUpPurpose } from "#lib/access/step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { peopleIn } from "#lib/councils/composition.ts";
import { presenceSaid } from "#lib/councils/presence-said.ts";
import { aboutSitting, councilInForce } from "#lib/councils/rows/run-sitting.ts";
import { spendPresence } from "#lib/councils/rows/signatures.ts";
import { holdSigner } from "#lib/councils/rows/signer-now.ts";
import { lockSitting, writeActs } from "#lib/councils/rows/sittings.ts";
import { kindOf } from "#lib/councils/signable.ts";
import { openMinutes } from "#lib/councils/sitting-minutes.ts";
import { mayTake } from "#lib/councils/sitting-rules.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";
import { holdPolicy } from "#lib/policy/rows/policy-versions.ts";
import { agendaSubject } from "#lib/releases/rows/agenda-subjects.ts";

/**
 * Gives all factors once for what one signs in a sitting: from then on, in the same session and for half an hour, each
 * signature over exactly these digests takes one factor. It signs nothing, and an edit takes its item out.
 */
export const vouchSitting = defineCommand({
  name: "vouch-sitting",
  permission: "sitting:vouch",
  summary: "Give all factors once for the signatures of a sitting",
  input: z.strictObject({ sittingId: id, stepUpId: id }),
  output: z.object({ sittingId: z.string(), until: z.string(), signatures: z.number() }),

  async load(tx, { sittingId, stepUpId }, { caller, now }) {
    if (caller.kind !== "person") return refuse("forbidden", "person-only", "Only a person can sign.");
    await holdPolicy(tx, caller.workspaceId);
    const sitting = await lockSitting(tx, sittingId);
    if (!sitting.ok) return sitting;
    await holdSigner(tx, caller);
    const digest = deedSubject("vouch-sitting", { by: caller.id, of: sittingId });
    const presence = await spendPresence(tx, { act: "vouch-sitting", digest, stepUpId }, { caller, now });
    if (!presence.ok) return presence;
    const taken = mayTake(sitting.value, "sitting.vouched");
    if (!taken.ok) return taken;
    const composition = await councilInForce(tx, sitting.value.council);
    if (!composition.ok) return composition;
    if (!peopleIn(composition.value.content).includes(caller.id))
      return refuse("forbidden", "not-on-council", "Only people of this council sign in its sitting.", {
        todo: "Sign on the item's own page.",
      });
    const purposes: string[] = [];
    for (const item of sitting.value.items.filter(({ state }) => state !== "postponed")) {
      const subject = await agendaSubject(tx, item, now);
      if (subject.ok && subject.value.decided.open)
        purposes.push(stepUpPurpose(kindOf(item.kind).act, subject.value.decided.digest));
    }
    const minutes = openMinutes(sitting.value);
    if (minutes) purposes.push(stepUpPurpose("sign-sitting", minutes.digest));
    return ok({ sitting: sitting.value, presence: presence.value, purposes, caller });
  },

  decide({ sitting, presence, purposes, caller }, _input, { now, newId }) {
    if (purposes.length === 0)
      return refuse("conflict", "nothing-to-sign", "Nothing of this sitting waits for a signature.");
    const { about, said } = aboutSitting(sitting);
    const until = new Date(now.getTime() + SITTING_PROOF_MINUTES * MINUTE_MS).toISOString();
    const { data, details } = presenceSaid(caller, presence);
    return ok([
      eventOf(
        "sitting.vouched",
        { ...about, data: { ...said, ...data, purposes, until }, details },
        { proof: newId() },
      ),
    ]);
  },

  async record(tx, events, { sitting, caller }, context) {
    const { proof: id, data } = events[0]!;
    const { purposes, until } = data;
    const endsAt = new Date(until);
    await keepSittingProof(tx, caller, {
      id,
      sittingId: sitting.sitting,
      purposes,
      createdAt: context.now,
      endsAt,
    });
    await writeActs(tx, sitting, events, context);
    return { sittingId: sitting.sitting, until, signatures: purposes.length };
  },
});

import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { termDigest } from "#lib/councils/waiver.ts";
import { mayExtend } from "#lib/councils/waiver-rules.ts";
import { instant, ordinal, prose, slug } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { aboutWaiver, lockWaiver } from "#lib/releases/rows/waivers.ts";

/**
 * Asks that a waiver end later. It is signed anew, as often as a waiver may be extended; until then the earlier end counts.
 */
export const extendWaiver = defineCommand({
  name: "extend-waiver",
  permission: "waiver:extend",
  summary: "Ask that a waiver end later",
  input: z.strictObject({ model: slug, waiver: ordinal, endsAt: instant, reason: prose(2000) }),
  output: z.object({ number: z.number(), term: z.number(), digest: z.string() }),

  async load(tx, { model, waiver }, { caller, now }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person asks for a waiver: they answer for it.");
    return lockWaiver(tx, { model, waiver }, now);
  },

  decide(file, input, { caller, now }) {
    const { waiver, model } = file;
    const endsAt = new Date(input.endsAt);
    const may = mayExtend(waiver, endsAt, now);
    if (!may.ok) return may;
    const term = waiver.terms.length + 1;
    const { reason } = input;
    const { id, gate, policy, scope, tier, seat, startsAt, risk, measures } = waiver;
    const digest = termDigest({
      waiver: id,
      model: model.id,
      gate,
      policy,
      scope,
      tier,
      seat,
      startsAt: startsAt.toISOString(),
      risk,
      measures,
      round: term,
      endsAt: endsAt.toISOString(),
      reason,
    });
    const { about, said } = aboutWaiver(file);
    return ok([
      eventOf("waiver.extended", {
        ...about,
        data: { ...said, term, endsAt: endsAt.toISOString(), digest },
        details: { reason, author: { name: caller.name } },
      }),
    ]);
  },

  async record(tx, [event], { waiver }, { caller, now }) {
    const { term: round, endsAt, digest } = event!.data;
    const { workspaceId } = caller;
    const asked = { askedById: caller.id, askedByName: caller.name, askedAt: now };
    const { reason } = event!.details;
    await tx.waiverTerm.create({
      data: { waiverId: waiver.id, round, workspaceId, endsAt, reason, digest, ...asked, state: "open" },
    });
    return { number: waiver.number, term: round, digest };
  },
});

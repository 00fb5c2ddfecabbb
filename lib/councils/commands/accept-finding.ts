import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayAcceptFinding } from "#lib/councils/finding.ts";
import { aboutFinding, closingFinding, recordClosed } from "#lib/councils/rows/findings.ts";
import { ordinal, prose, slug } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Accepts for compliance that the gap of a finding stays. Neither its owner nor whoever opened it does. */
export const acceptFinding = defineCommand({
  name: "accept-finding",
  permission: "finding:accept",
  summary: "Accept that a gap stays",
  input: z.strictObject({ model: slug, number: ordinal, reason: prose(2000) }),
  output: z.object({ number: z.number() }),

  load: closingFinding,

  decide({ finding, model, by }, { reason }) {
    if (by.kind !== "person") return refuse("forbidden", "person-only", "Only a person closes a finding.");
    const may = mayAcceptFinding(by, finding);
    if (!may.ok) return may;
    const { about, said } = aboutFinding(model, finding);
    return ok([eventOf("finding.accepted", { ...about, data: said, details: { reason } })]);
  },

  async record(tx, [event], { finding }, context) {
    await recordClosed(tx, finding, { state: "accepted", reason: event!.details.reason }, context);
    return { number: finding.number };
  },
});

import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayResolveFinding } from "#lib/councils/finding.ts";
import { aboutFinding, closingFinding, recordClosed } from "#lib/councils/rows/findings.ts";
import { ordinal, prose, slug } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Says that the gap of a finding is gone. Its owner does not; somebody else looked. */
export const resolveFinding = defineCommand({
  name: "resolve-finding",
  permission: "finding:resolve",
  summary: "Say that a gap is gone",
  input: z.strictObject({ model: slug, number: ordinal, reason: prose(2000) }),
  output: z.object({ number: z.number() }),

  load: closingFinding,

  decide({ finding, model, by }, { reason }) {
    if (by.kind !== "person") return refuse("forbidden", "person-only", "Only a person closes a finding.");
    const may = mayResolveFinding(by, finding);
    if (!may.ok) return may;
    const { about, said } = aboutFinding(model, finding);
    return ok([eventOf("finding.resolved", { ...about, data: said, details: { reason } })]);
  },

  async record(tx, [event], { finding }, context) {
    await recordClosed(tx, finding, { state: "resolved", reason: event!.details.reason }, context);
    return { number: finding.number };
  },
});

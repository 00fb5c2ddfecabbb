import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { compositionInForce } from "#lib/councils/rows/compositions.ts";
import { membersHere } from "#lib/councils/rows/members-here.ts";
import { reviewersExcept } from "#lib/councils/rows/reviewers.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { whyNotPropose } from "#lib/overview/rows/councils.ts";
import { councilFormView } from "#lib/overview/views/council-page.ts";
import { policyInForce } from "#lib/policy/rows/policy-versions.ts";

/** What somebody needs to propose a council or a change of one. */
export const councilForm = defineQuery({
  name: "council-form",
  permission: "council:read",
  summary: "Get whom a council can name, and its composition in force",
  input: z.strictObject({ councilId: id.optional() }),
  output: councilFormView,

  async load(tx, { councilId: council }, { caller, now }) {
    const current = council ? await compositionInForce(tx, council) : null;
    if (council && !current)
      return refuse("not-found", "council-not-found", "There is no such council here.");
    const open = council
      ? await tx.councilProposal.findFirst({
          where: { councilId: council, state: "open" },
          select: { id: true },
        })
      : null;
    const reviewers = await reviewersExcept(tx, [], now);
    const functionsOf = new Map(reviewers.map(({ id: who, functions }) => [who, functions]));
    const members = [...(await membersHere(tx))];
    return ok({
      people: members.map(([who, name]) => ({ id: who, name, functions: [...(functionsOf.get(who) ?? [])] })),
      current: current && { id: current.council, version: current.version, content: current.content },
      whyNotPropose: whyNotPropose(caller, (await policyInForce(tx)) !== null, open !== null),
    });
  },
});

import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import type { CompositionContent } from "#lib/councils/composition.ts";
import { compositionsInForce } from "#lib/councils/rows/compositions.ts";
import { councilProposalOf } from "#lib/councils/rows/read-council-proposal.ts";
import { reviewersExcept } from "#lib/councils/rows/reviewers.ts";
import { ok } from "#lib/kernel/result.ts";
import { shortIn, waitingAt, whyNotPropose } from "#lib/overview/rows/councils.ts";
import { councilListView } from "#lib/overview/views/council-list.ts";
import { policyInForce } from "#lib/policy/rows/policy-versions.ts";

/** The councils, also those that are only proposed. */
export const councilList = defineQuery({
  name: "council-list",
  permission: "council:read",
  summary: "List the councils with their seats, members and what waits for them",
  input: z.strictObject({}),
  output: councilListView,

  async load(tx, _input, { caller, now }) {
    const [councils, policy, reviewers, waiting, open] = [
      await compositionsInForce(tx),
      await policyInForce(tx),
      await reviewersExcept(tx, [], now),
      await waitingAt(tx, now),
      (await tx.councilProposal.findMany({ where: { state: "open" } })).map(councilProposalOf),
    ];
    const lineOf = (id: string, version: number | null, content: CompositionContent) => ({
      id,
      name: content.name,
      purpose: content.purpose,
      version,
      seats: content.seats.map((seat) => seat.function),
      members: new Set(content.seats.flatMap(({ members }) => members)).size,
      tiers: policy?.content.routes.flatMap(({ councilId, tiers }) => (councilId === id ? tiers : [])) ?? [],
      waiting: waiting.filter(({ council }) => council === id).length,
      proposed: open.some(({ councilId }) => councilId === id),
      short: shortIn(content, reviewers),
    });
    const known = new Set(councils.map(({ council }) => council));
    const coming = open.filter(({ councilId }) => !known.has(councilId));
    return ok({
      items: [
        ...councils.map(({ council, version, content }) => lineOf(council, version, content)),
        ...coming.map(({ councilId, content }) => lineOf(councilId, null, content)),
      ],
      whyNotPropose: whyNotPropose(caller, policy !== null),
    });
  },
});

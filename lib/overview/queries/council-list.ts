import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { type CompositionContent, tiersRoutedTo } from "#lib/councils/composition.ts";
import { compositionsInForce } from "#lib/councils/rows/compositions.ts";
import { councilProposalOf } from "#lib/councils/rows/read-council-proposal.ts";
import { reviewersExcept } from "#lib/councils/rows/reviewers.ts";
import { line, PAGE_SIZE_MAX, paging } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { shortIn, waitingAt, whyNotPropose } from "#lib/overview/rows/councils.ts";
import { COUNCIL_STATES, type CouncilLine, councilListView } from "#lib/overview/views/council-list.ts";
import { policyInForce } from "#lib/policy/rows/policy-versions.ts";
import { TIERS } from "#lib/registry/tier.ts";

const input = z.strictObject({
  cursor: paging.cursor,
  limit: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(PAGE_SIZE_MAX),
  /** Part of a name or a purpose. */
  q: line(120).optional(),
  tier: z.enum(TIERS).optional(),
  state: z.enum(COUNCIL_STATES).optional(),
});

/** The councils, also those that are only proposed. `cursor` is the id of the last one seen. */
export const councilList = defineQuery({
  name: "council-list",
  permission: "council:read",
  summary: "List the councils with their seats, members and what waits for them",
  input,
  output: councilListView,

  async load(tx, { cursor, limit, ...filter }, { caller, now }) {
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
      tiers: tiersRoutedTo(policy?.content, id),
      waiting: waiting.filter(({ council }) => council === id).length,
      proposed: open.some(({ councilId }) => councilId === id),
      short: shortIn(content, reviewers),
    });
    const known = new Set(councils.map(({ council }) => council));
    const coming = open.filter(({ councilId }) => !known.has(councilId));
    const found = [
      ...councils.map(({ council, version, content }) => lineOf(council, version, content)),
      ...coming.map(({ councilId, content }) => lineOf(councilId, null, content)),
    ].filter((one) => isFound(one, filter));
    const from = found.findIndex(({ id }) => id === cursor) + 1;
    const items = found.slice(from, from + limit);
    return ok({
      items,
      nextCursor: from + limit < found.length ? items.at(-1)!.id : null,
      whyNotPropose: whyNotPropose(caller, policy !== null),
    });
  },
});

type Filter = Pick<z.output<typeof input>, "q" | "tier" | "state">;

const isFound = (one: CouncilLine, { q = "", tier, state }: Filter): boolean =>
  `${one.name} ${one.purpose}`.toLowerCase().includes(q.toLowerCase()) &&
  (tier === undefined || one.tiers.includes(tier)) &&
  (state === undefined || stateOf(one) === state);

const stateOf = ({ short, proposed, version }: CouncilLine): (typeof COUNCIL_STATES)[number] => {
  if (short.length > 0) return "short";
  return proposed || version === null ? "proposed" : "complete";
};

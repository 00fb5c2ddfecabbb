import { z } from "zod";
import { namesOf } from "#lib/access/rows/names-of.ts";
import { defineQuery } from "#lib/command/query.ts";
import { type CompositionContent, peopleIn, tiersRoutedTo } from "#lib/councils/composition.ts";
import { type Composition, compositionsOf } from "#lib/councils/rows/compositions.ts";
import { type Asking, endedViews, viewOfProposed } from "#lib/councils/rows/proposal-views.ts";
import { councilProposalOf, readCouncilProposal } from "#lib/councils/rows/read-council-proposal.ts";
import { reviewersExcept } from "#lib/councils/rows/reviewers.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { councilDecided, councilDecisions } from "#lib/overview/rows/council-decisions.ts";
import {
  type SeatRecord,
  seatRecords,
  shortIn,
  type Waiting,
  waitingAt,
  waitingView,
  whyNotPropose,
} from "#lib/overview/rows/councils.ts";
import { reviewerRecords } from "#lib/overview/rows/reviewer-records.ts";
import {
  type CouncilPageView,
  type CouncilProposalView,
  councilPageView,
} from "#lib/overview/views/council-page.ts";
import { policyInForce } from "#lib/policy/rows/policy-versions.ts";

/** How many earlier compositions and ended proposals are listed. */
const LISTED_MAX = 20;

/** A council: who sits on it, what waits for it, how it did, and how it came to be. */
export const councilPage = defineQuery({
  name: "council-page",
  permission: "council:read",
  summary: "Get a council with its members, load, statistics and proposals",
  input: z.strictObject({ councilId: id }),
  output: councilPageView,

  async load(tx, { councilId: council }, { caller, now }) {
    const versions = await compositionsOf(tx, council, LISTED_MAX);
    const proposed = await tx.councilProposal.findMany({
      where: { councilId: council },
      orderBy: { proposedAt: "desc" },
      take: LISTED_MAX,
    });
    const [current] = versions;
    if (!current && proposed.length === 0)
      return refuse("not-found", "council-not-found", "There is no such council here.");
    const proposals = proposed.map(councilProposalOf);
    const open = proposals.find(({ state }) => state === "open");
    const [policy, reviewers] = [await policyInForce(tx), await reviewersExcept(tx, [], now)];
    const asking = { caller, reviewers, now };
    const waiting = current ? await waitingAt(tx, now, council) : [];
    const proposal = open
      ? await proposalOf(tx, open.id, { asking, before: current?.content ?? null })
      : null;
    const named = [...(current ? [current.content] : []), ...(open ? [open.content] : [])].flatMap(peopleIn);
    const names = await namesOf(tx, named);
    const ended = proposals.filter(({ state }) => state !== "open");
    return ok({
      id: council,
      current: current ? await currentOf(tx, current, { asking, waiting, names }) : null,
      names: Object.fromEntries(names),
      policyVersion: policy?.version ?? null,
      tiers: tiersRoutedTo(policy?.content, council),
      waiting: waiting.map(waitingView),
      lately: await councilDecisions(tx, council, now),
      decided: await councilDecided(tx, council, now),
      // How somebody signs concerns those who sit with them, and nobody else.
      reviewers:
        current && peopleIn(current.content).includes(caller.id)
          ? await reviewerRecords(tx, current, { waiting, names, now })
          : null,
      proposal,
      whyNotPropose: whyNotPropose(caller, policy !== null, open !== undefined),
      ended: await endedViews(tx, "council-proposal", ended),
      earlier: versions.slice(1).map(stamped),
    });
  },
});

const stamped = ({ version, digest, publishedAt }: Composition) => ({
  version,
  digest,
  publishedAt: publishedAt.toISOString(),
});

async function proposalOf(
  tx: Tx,
  proposalId: string,
  { asking, before }: { asking: Asking; before: CompositionContent | null },
): Promise<CouncilProposalView | null> {
  const file = await readCouncilProposal(tx, proposalId, asking.now);
  if (!file.ok) return null;
  return { ...(await viewOfProposed(tx, file.value, asking)), content: file.value.proposal.content, before };
}

type Around = {
  readonly asking: Asking;
  readonly waiting: readonly Waiting[];
  readonly names: ReadonlyMap<string, string>;
};

async function currentOf(
  tx: Tx,
  composition: Composition,
  { asking: { reviewers, now }, waiting, names }: Around,
): Promise<CouncilPageView["current"]> {
  const { content } = composition;
  const recordOf = await seatRecords(tx, composition, now);
  const short = shortIn(content, reviewers);
  const held = new Map(reviewers.map(({ id: who, functions }) => [who, functions]));
  const sitterOf = (seat: BusinessFunction) => (who: string) => ({
    id: who,
    name: names.get(who) ?? "somebody who left",
    whyNot: held.get(who)?.includes(seat) ? null : "does not sign for it now",
  });
  const seats = content.seats.map((seat) => ({
    function: seat.function,
    min: seat.min,
    members: seat.members.map(sitterOf(seat.function)),
    alternates: seat.alternates.map(sitterOf(seat.function)),
    short: short.includes(seat.function),
    waiting: waiting.filter((one) => one.seats.includes(seat.function)).length,
    ...(recordOf(seat.function) satisfies SeatRecord),
  }));
  return { ...stamped(composition), content, seats };
}

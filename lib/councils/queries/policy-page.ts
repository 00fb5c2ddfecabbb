import { z } from "zod";
import type { PolicyVersion } from "#generated/prisma/client.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { defineQuery } from "#lib/command/query.ts";
import { takesKnown } from "#lib/councils/identity-taken.ts";
import { levelsToChange } from "#lib/councils/policy-proposal.ts";
import { compositionsInForce } from "#lib/councils/rows/compositions.ts";
import { type Asking, endedViews, viewOfProposed } from "#lib/councils/rows/proposal-views.ts";
import { type ProposalFile, proposalOf, readProposal } from "#lib/councils/rows/read-proposal.ts";
import { type Reviewer, reviewersExcept } from "#lib/councils/rows/reviewers.ts";
import { type ProposalView, policyPageView } from "#lib/councils/views/policy-page.ts";
import type { EndedProposal } from "#lib/councils/views/proposal.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction, Caller } from "#lib/kernel/caller.ts";
import { ok } from "#lib/kernel/result.ts";
import { changeSeats, type PolicyContent } from "#lib/policy/policy.ts";
import { policyVersionOf } from "#lib/policy/rows/policy-versions.ts";

/** How many earlier versions and ended proposals are listed. */
const LISTED_MAX = 20;

/** The policy in force, its open proposal and signers, and the history. */
export const policyPage = defineQuery({
  name: "policy-page",
  permission: "policy:read",
  summary: "Get the sign-off policy in force, its open proposal and the history",
  input: z.strictObject({}),
  output: policyPageView,

  async load(tx, _input, { caller, now }) {
    const versions = await tx.policyVersion.findMany({ orderBy: { version: "desc" }, take: LISTED_MAX });
    const names = await namesOf(tx, versions);
    const stamped = versions
      .map(policyVersionOf)
      .map(({ version, digest, publishedAt, publishedById, content }) => ({
        version,
        digest,
        publishedAt: publishedAt.toISOString(),
        publishedBy: names.get(publishedById) ?? "",
        content,
      }));
    const [current] = stamped;
    const open = await tx.policyProposal.findFirst({ where: { state: "open" }, select: { id: true } });
    const file = open ? await readProposal(tx, open.id, now) : null;
    if (file && !file.ok) return file;
    const reviewers = await reviewersExcept(tx, [], now);
    return ok({
      reviewers: reviewers.map(({ id, name, functions }) => ({ id, name, functions: [...functions] })),
      councils: (await compositionsInForce(tx)).map(({ council: id, content }) => ({
        id,
        name: content.name,
      })),
      current: current ? { ...current, changeSeats: [...changeSeats(current.content)] } : null,
      proposal: file ? await viewOf(tx, file.value, { caller, reviewers, now }) : null,
      unknownSigners: current ? unknownSigners(current.content, reviewers) : [],
      whyNotPropose: whyNotPropose(caller, current !== undefined, file !== null),
      earlier: stamped.slice(1).map(({ content: _, ...version }) => version),
      ended: await endedProposals(tx),
    });
  },
});

async function namesOf(tx: Tx, versions: readonly PolicyVersion[]): Promise<Map<string, string>> {
  const ids = versions.map(({ publishedById }) => publishedById);
  const people = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT id::text, name FROM person WHERE id::text = ANY (${ids})`;
  return new Map(people.map(({ id, name }) => [id, name]));
}

function unknownSigners(content: PolicyContent, reviewers: readonly Reviewer[]): BusinessFunction[] {
  const takes = levelsToChange(content);
  return changeSeats(content)
    .map((rule) => ({
      name: rule.function,
      holders: reviewers.filter((one) => one.functions.includes(rule.function)),
    }))
    .filter(({ holders }) => holders.length > 0 && !holders.some(({ known }) => takesKnown(takes, known)))
    .map(({ name }) => name);
}

function whyNotPropose(caller: Caller, published: boolean, open: boolean): string | null {
  const permitted = whyNotPermitted(caller, "policy:propose");
  if (permitted !== null) return permitted;
  if (!published) return "There is no policy to change yet.";
  return open ? "A proposal is already open; have it signed or withdrawn first." : null;
}

async function viewOf(tx: Tx, file: ProposalFile, asking: Asking): Promise<ProposalView> {
  const { proposal, base } = file;
  return {
    ...(await viewOfProposed(tx, file, asking)),
    base: { version: base.version, content: base.content },
    content: proposal.content,
  };
}

async function endedProposals(tx: Tx): Promise<EndedProposal[]> {
  const rows = await tx.policyProposal.findMany({
    where: { state: { not: "open" } },
    orderBy: { proposedAt: "desc" },
    take: LISTED_MAX,
  });
  return endedViews(tx, "policy-proposal", rows.map(proposalOf));
}

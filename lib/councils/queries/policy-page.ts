import { z } from "zod";
import type { PolicyVersion } from "#generated/prisma/client.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { defineQuery } from "#lib/command/query.ts";
import { mayWithdraw } from "#lib/councils/commands/withdraw-policy.ts";
import { mayFillSeat } from "#lib/councils/eligibility.ts";
import {
  isComplete,
  POLICY_DECISIONS,
  PROPOSAL_STATES,
  proposalCouncil,
} from "#lib/councils/policy-proposal.ts";
import { type ProposalFile, readProposal } from "#lib/councils/rows/read-proposal.ts";
import { type Reviewer, reviewersExcept } from "#lib/councils/rows/reviewers.ts";
import type { Tx } from "#lib/db/client.ts";
import { type Caller, FUNCTIONS } from "#lib/kernel/caller.ts";
import { ok } from "#lib/kernel/result.ts";
import { changeSeats, type PolicyContent, policyContent, seatRule } from "#lib/policy/policy.ts";

/** As many earlier versions and ended proposals as are listed. */
const LISTED_MAX = 20;

const seat = z.enum(FUNCTIONS);
const signature = z.object({
  ...{ id: z.string(), decision: z.enum(POLICY_DECISIONS), signerName: z.string(), comment: z.string() },
  ...{ method: z.string(), signedAt: z.string() },
  /** Does it count now: not replaced, by someone who may still sign? */
  counts: z.boolean(),
});
const ended = z.object({
  ...{ id: z.string(), version: z.number(), state: z.enum(PROPOSAL_STATES), reason: z.string() },
  ...{ author: z.string(), proposedAt: z.string(), endedAt: z.string().nullable() },
  /** Who signed it, and what. */
  signatures: z.array(signature.omit({ counts: true }).extend({ seat })),
});

const proposalView = z.object({
  ...{ id: z.string(), version: z.number(), digest: z.string(), reason: z.string(), proposedAt: z.string() },
  author: z.object({ id: z.string(), name: z.string() }),
  base: z.object({ version: z.number(), content: policyContent }),
  content: policyContent,
  council: z.object({
    met: z.number(),
    seats: z.array(
      z.object({
        ...{ function: seat, min: z.number(), state: z.enum(["met", "objected", "stale", "waiting"]) },
        /** People who may fill it. */
        candidates: z.array(z.string()),
        signatures: z.array(signature),
      }),
    ),
  }),
  mine: z.object({
    /** The seats the reader speaks for, and why one of them is not theirs to sign. */
    seats: z.array(
      z.object({ function: seat, whyNot: z.string().nullable(), signedAt: z.string().nullable() }),
    ),
    whyNotWithdraw: z.string().nullable(),
  }),
});
export type ProposalView = z.infer<typeof proposalView>;

/** The policy releases are signed by, the change of it that waits, who signs it, and what was before. */
export const policyPage = defineQuery({
  name: "policy-page",
  permission: "policy:read",
  summary: "The sign-off policy in force, its open proposal, and what was before",
  input: z.strictObject({}),
  output: z.object({
    current: z
      .object({
        ...{ version: z.number(), digest: z.string(), publishedAt: z.string(), publishedBy: z.string() },
        content: policyContent,
        /** Who signs the next version, said or not. */
        changeSeats: z.array(seatRule),
      })
      .nullable(),
    proposal: proposalView.nullable(),
    whyNotPropose: z.string().nullable(),
    earlier: z.array(
      z.object({ version: z.number(), digest: z.string(), publishedAt: z.string(), publishedBy: z.string() }),
    ),
    ended: z.array(ended),
  }),

  async load(tx, _input, { caller }) {
    const versions = await tx.policyVersion.findMany({ orderBy: { version: "desc" }, take: LISTED_MAX });
    const names = await namesOf(tx, versions);
    const stamped = versions.map(({ version, digest, publishedAt, publishedById, content }) => ({
      ...{ version, digest, publishedAt: publishedAt.toISOString() },
      publishedBy: names.get(publishedById) ?? "",
      content: content as PolicyContent,
    }));
    const [current] = stamped;
    const open = await tx.policyProposal.findFirst({ where: { state: "open" }, select: { id: true } });
    const file = open ? await readProposal(tx, open.id) : null;
    if (file && !file.ok) return file;
    return ok({
      current: current ? { ...current, changeSeats: [...changeSeats(current.content)] } : null,
      proposal: file ? viewOf(file.value, caller, await others(tx, file.value)) : null,
      whyNotPropose: whyNotPropose(caller, current !== undefined, file !== null),
      earlier: stamped.slice(1).map(({ content: _, ...version }) => version),
      ended: await endedProposals(tx),
    });
  },
});

const others = (tx: Tx, { proposal }: ProposalFile) => reviewersExcept(tx, [proposal.proposedById]);

async function namesOf(tx: Tx, versions: readonly PolicyVersion[]): Promise<Map<string, string>> {
  const ids = versions.map(({ publishedById }) => publishedById);
  const people = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT id::text, name FROM person WHERE id::text = ANY (${ids})`;
  return new Map(people.map(({ id, name }) => [id, name]));
}

function whyNotPropose(caller: Caller, published: boolean, open: boolean): string | null {
  const permitted = whyNotPermitted(caller, "policy:propose");
  if (permitted !== null) return permitted;
  if (!published) return "There is no policy yet to change.";
  return open ? "One change waits at a time: have it signed or withdrawn first." : null;
}

function viewOf(file: ProposalFile, caller: Caller, reviewers: readonly Reviewer[]): ProposalView {
  const { proposal, base, signatures, entitled } = file;
  const { id, version, digest, reason } = proposal;
  const council = proposalCouncil({ digest, base: base.content, signatures, entitled });
  return {
    ...{ id, version, digest, reason, proposedAt: proposal.proposedAt.toISOString() },
    author: { id: proposal.proposedById, name: proposal.proposedByName },
    base: { version: base.version, content: base.content },
    content: proposal.content,
    council: {
      met: council.met,
      seats: council.seats.map((one) => ({
        ...{ function: one.function, min: one.min, state: one.state },
        candidates: reviewers.filter((each) => each.functions.includes(one.function)).map(({ name }) => name),
        signatures: one.verdicts.map(({ verdict, standing }) => ({
          ...said(verdict),
          counts: standing.counts,
        })),
      })),
    },
    mine: { seats: seatsOf(file, caller), whyNotWithdraw: whyNotWithdraw(proposal, caller) },
  };
}

function whyNotWithdraw(proposal: ProposalFile["proposal"], caller: Caller): string | null {
  return mayWithdraw(caller, proposal) ? null : "Only its author or an admin may withdraw it.";
}

/**
 * The seats of a proposal that are a person's by their function, each with why it is not theirs to sign now, and when
 * they have signed it, unless they are to say it once more.
 */
export function seatsOf(file: ProposalFile, caller: Caller): ProposalView["mine"]["seats"] {
  if (caller.kind !== "person") return [];
  const { proposal, base, signatures } = file;
  const again = isComplete(file);
  const seats = changeSeats(base.content);
  const contributors = [{ personId: proposal.proposedById, because: "proposed it" }];
  return seats
    .filter((rule) => caller.functions.includes(rule.function))
    .map(({ function: name }) => {
      const signer = { signer: caller, seat: name };
      const may = mayFillSeat({ ...signer, seats, contributors, verdicts: signatures, subject: "policy" });
      const own = signatures.findLast((one) => one.signerId === caller.id && one.seat === name);
      return {
        function: name,
        whyNot: whyNotPermitted(caller, "policy:sign") ?? (may.ok ? null : may.error.message),
        signedAt: again ? null : (own?.signedAt.toISOString() ?? null),
      };
    });
}

type Kept = {
  id: string;
  decision: string;
  signerName: string;
  comment: string;
  method: string;
  signedAt: Date;
};

const said = ({ id, decision, signerName, comment, method, signedAt }: Kept) => ({
  ...{ id, signerName, comment, method, signedAt: signedAt.toISOString() },
  decision: decision as (typeof POLICY_DECISIONS)[number],
});

async function endedProposals(tx: Tx): Promise<z.infer<typeof ended>[]> {
  const rows = await tx.policyProposal.findMany({
    where: { state: { not: "open" } },
    include: { signatures: { orderBy: { signedAt: "asc" } } },
    orderBy: { proposedAt: "desc" },
    take: LISTED_MAX,
  });
  return rows.map((row) => ({
    ...{ id: row.id, version: row.version, reason: row.reason, author: row.proposedByName },
    state: row.state as z.infer<typeof ended>["state"],
    proposedAt: row.proposedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    signatures: row.signatures.map((one) => ({ ...said(one), seat: one.seat as z.infer<typeof seat> })),
  }));
}

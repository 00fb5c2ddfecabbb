import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { takesKnown } from "#lib/councils/identity-taken.ts";
import { levelsToChange } from "#lib/councils/policy-proposal.ts";
import { reviewersExcept } from "#lib/councils/rows/reviewers.ts";
import { asJson } from "#lib/db/json.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { ordinal, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { changeSeats, newPolicyContent } from "#lib/policy/policy.ts";
import { policyChanges } from "#lib/policy/policy-changes.ts";
import { policyStream } from "#lib/policy/publishing.ts";
import { lockPolicy } from "#lib/policy/rows/policy-versions.ts";
import { type ShortSeat, shortSeats } from "#lib/policy/staffing.ts";

const input = z.strictObject({
  /** The version to change: the one in force. */
  basedOn: ordinal,
  policy: newPolicyContent,
  reason: prose(2000),
});

/** Proposes the next version of the policy to the signers named by the version in force. */
export const proposePolicy = defineCommand({
  name: "propose-policy",
  permission: "policy:propose",
  summary: "Propose the next version of the sign-off policy",
  input,
  output: z.object({ proposalId: z.string(), version: z.number(), digest: z.string() }),

  async load(tx, input, { caller, now }) {
    const current = await lockPolicy(tx, caller.workspaceId);
    const open = await tx.policyProposal.findFirst({ where: { state: "open" } });
    const takes = current ? levelsToChange(current.content) : [];
    const reviewers = await reviewersExcept(tx, [caller.id], now);
    const people = reviewers.filter(({ known }) => takesKnown(takes, known));
    return ok({ ...input, current, open, people, reviewers });
  },

  decide({ current, open, people, reviewers }, { basedOn, policy, reason }, { caller, newId }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person can propose a policy.");
    if (!current)
      return refuse("illegal", "no-policy", "There is no policy yet to change.", {
        todo: "Publish the first policy.",
      });
    if (current.version !== basedOn)
      return refuse("stale", "policy-changed", `Policy ${current.version} is in force, not ${basedOn}.`, {
        todo: "Review the current policy and propose your change again.",
      });
    if (open)
      return refuse(
        "conflict",
        "proposal-open",
        `${open.proposedByName} has already proposed policy ${open.version}; only one proposal can be open.`,
        { todo: "Have that proposal signed or withdrawn first." },
      );
    const before = current.content;
    if (policyChanges(before, policy).length === 0)
      return refuse("invalid", "nothing-changed", `This changes nothing in policy ${current.version}.`, {
        field: "policy",
      });
    const seats = changeSeats(before);
    const short = shortSeats(seats, people);
    if (short.length > 0) return nobodyToSign(short, shortSeats(seats, reviewers).length === 0);
    const [proposalId, version, digest] = [newId(), current.version + 1, digestOfJson(policy)];
    const base = { version: current.version, digest: current.digest };
    const said = {
      stream: policyStream(caller.workspaceId),
      targets: [{ type: "policy-proposal", id: proposalId, digest }],
      data: { proposal: proposalId, version, base, digest, content: policy, seats },
      details: { reason, author: { name: caller.name } },
    };
    return ok([eventOf("policy.proposed", said, { proposalId, version, digest })]);
  },

  async record(tx, [event], { policy, basedOn, reason }, { caller, now }) {
    const { proposalId, version, digest } = event!;
    await tx.policyProposal.create({
      data: {
        id: proposalId,
        workspaceId: caller.workspaceId,
        version,
        baseVersion: basedOn,
        content: asJson(policy),
        digest,
        reason,
        state: "open",
        proposedById: caller.id,
        proposedByName: caller.name,
        proposedAt: now,
      },
    });
    return { proposalId, version, digest };
  },
});

/** `byHand`: there would be enough of them, were they known by more than a link handed over. */
function nobodyToSign(short: readonly ShortSeat[], byHand: boolean) {
  const named = short.map(({ function: seat, missing }) => `${seat} lacks ${missing}`).join(", ");
  return refuse(
    "illegal",
    "seat-unfillable",
    `This proposal could never be published. Without you, ${named}. One person fills one seat.`,
    {
      todo: byHand
        ? "The holders' links were handed over, which no change of this policy takes. Each has a link mailed to them on their account page; where it offers none, whoever runs this installation sets up mail or a provider of identities first."
        : "Ask an admin to give the function to a reviewer other than you.",
    },
  );
}

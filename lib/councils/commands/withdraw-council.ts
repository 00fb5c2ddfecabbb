import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayWithdraw, proposalMachine } from "#lib/councils/policy-proposal.ts";
import { readCouncilProposal } from "#lib/councils/rows/read-council-proposal.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { policyStream } from "#lib/policy/publishing.ts";
import { lockPolicy } from "#lib/policy/rows/policy-versions.ts";

/** Withdraws a proposed composition. Its signatures stay on record. */
export const withdrawCouncil = defineCommand({
  name: "withdraw-council",
  permission: "council:withdraw",
  summary: "Withdraw a proposed composition of a council",
  input: z.strictObject({ proposalId: id, reason: prose(2000) }),
  output: z.object({ proposalId: z.string(), state: z.string() }),

  async load(tx, { proposalId }, { caller, now }) {
    await lockPolicy(tx, caller.workspaceId);
    return readCouncilProposal(tx, proposalId, now);
  },

  decide({ proposal }, { reason }, { caller }) {
    const next = proposalMachine.next(proposal.state, "withdraw");
    if (!next.ok) return next;
    if (!mayWithdraw(caller, proposal))
      return refuse("forbidden", "not-yours", "Only the author of a proposal or an admin can withdraw it.");
    const { id: proposalId, councilId: council, version, digest } = proposal;
    const event = eventOf("council.proposal-withdrawn", {
      stream: policyStream(caller.workspaceId),
      targets: [
        { type: "council", id: council },
        { type: "council-proposal", id: proposalId, digest },
      ],
      data: { proposal: proposalId, council, version },
      details: { reason },
    });
    return ok([event]);
  },

  async record(tx, _events, { proposal }, { now }) {
    await tx.councilProposal.update({
      where: { id: proposal.id },
      data: { state: "withdrawn", endedAt: now },
    });
    return { proposalId: proposal.id, state: "withdrawn" };
  },
});

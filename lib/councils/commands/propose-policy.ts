import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { lackingSeats } from "#lib/councils/composition.ts";
import { levelsToChange } from "#lib/councils/policy-proposal.ts";
import { couldBeSigned } from "#lib/councils/proposal-signers.ts";
import { type Composition, compositionsInForce } from "#lib/councils/rows/compositions.ts";
import { reviewersExcept } from "#lib/councils/rows/reviewers.ts";
import { asJson } from "#lib/db/json.ts";
import { sealPublicKey } from "#lib/env.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { ordinal, prose } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { changeSeats, newPolicyContent, type PolicyContent } from "#lib/policy/policy.ts";
import { policyChanges } from "#lib/policy/policy-changes.ts";
import { policyStream } from "#lib/policy/publishing.ts";
import { lockPolicy } from "#lib/policy/rows/policy-versions.ts";
import { mayAskSealed } from "#lib/policy/sealing-key.ts";

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
    const reviewers = await reviewersExcept(tx, [caller.id], now);
    const hasKey = sealPublicKey() !== null;
    return ok({ ...input, current, open, reviewers, hasKey, councils: await compositionsInForce(tx) });
  },

  decide({ current, open, reviewers, councils, hasKey }, { basedOn, policy, reason }, { caller, newId }) {
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
    const routed = mayRoute(policy, councils);
    if (!routed.ok) return routed;
    const sealable = mayAskSealed(policy, hasKey);
    if (!sealable.ok) return sealable;
    const seats = changeSeats(before);
    const signed = couldBeSigned(seats, reviewers, levelsToChange(before));
    if (!signed.ok) return signed;
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

/** Whether the councils that a policy routes to exist and have somebody for every seat that it requires of them. */
function mayRoute(policy: PolicyContent, councils: readonly Composition[]): Result<null, Refusal> {
  for (const { councilId, council } of policy.routes) {
    if (councilId === undefined) continue;
    const found = councils.find((one) => one.council === councilId);
    if (!found)
      return refuse("invalid", "council-unknown", `There is no such council here for the route ${council}.`, {
        field: "policy",
      });
    const lacking = lackingSeats(policy, councilId, found.content);
    if (lacking.length > 0)
      return refuse(
        "illegal",
        "council-lacks-seat",
        `${found.content.name} has too few members for ${lacking.join(", ")}, which the policy requires.`,
        { todo: "Change the council first, or require what it has members for.", field: "policy" },
      );
  }
  return ok(null);
}

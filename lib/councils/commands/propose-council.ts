import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayCompose } from "#lib/councils/composing.ts";
import { compositionContent } from "#lib/councils/composition.ts";
import { levelsToChange } from "#lib/councils/policy-proposal.ts";
import { couldBeSigned } from "#lib/councils/proposal-signers.ts";
import { compositionsInForce } from "#lib/councils/rows/compositions.ts";
import { membersHere } from "#lib/councils/rows/members-here.ts";
import { councilProposalOf } from "#lib/councils/rows/read-council-proposal.ts";
import { reviewersExcept } from "#lib/councils/rows/reviewers.ts";
import { asJson } from "#lib/db/json.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { id, ordinal, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { changeSeats } from "#lib/policy/policy.ts";
import { policyStream } from "#lib/policy/publishing.ts";
import { lockPolicy } from "#lib/policy/rows/policy-versions.ts";

/** Proposes who sits on a council, or a new one, to the signers whom the policy names for its own change. */
export const proposeCouncil = defineCommand({
  name: "propose-council",
  permission: "council:propose",
  summary: "Propose a council or the next composition of one",
  input: z.strictObject({
    /** The council to change; left out for a new one. */
    councilId: id.optional(),
    /** Its composition in force; left out for a new one. */
    basedOn: ordinal.optional(),
    composition: compositionContent,
    reason: prose(2000),
  }),
  output: z.object({
    proposalId: z.string(),
    council: z.string(),
    version: z.number(),
    digest: z.string(),
  }),

  async load(tx, input, { caller, now }) {
    const policy = await lockPolicy(tx, caller.workspaceId);
    const open = (await tx.councilProposal.findMany({ where: { state: "open" } })).map(councilProposalOf);
    const reviewers = await reviewersExcept(tx, [], now);
    const others = reviewers.filter((one) => one.id !== caller.id);
    const [councils, members] = [await compositionsInForce(tx), await membersHere(tx)];
    return ok({ ...input, policy, open, reviewers, others, councils, members });
  },

  decide(facts, { councilId: given, basedOn, composition, reason }, { caller, newId }) {
    const { policy, open, others, councils } = facts;
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person can propose a council.");
    if (!policy)
      return refuse("illegal", "no-policy", "There is no policy yet that names who signs a council.", {
        todo: "Publish the first policy.",
      });
    const council = given ?? newId();
    const inForce = councils.find((one) => one.council === given) ?? null;
    const composed = mayCompose(composition, {
      ...facts,
      given,
      inForce,
      basedOn,
      open,
      policy: policy.content,
    });
    if (!composed.ok) return composed;
    const seats = changeSeats(policy.content);
    const signed = couldBeSigned(seats, others, levelsToChange(policy.content));
    if (!signed.ok) return signed;
    const [proposalId, version] = [newId(), (inForce?.version ?? 0) + 1];
    const digest = digestOfJson(composition);
    const base = { version: policy.version, digest: policy.digest };
    const said = {
      stream: policyStream(caller.workspaceId),
      targets: [
        { type: "council", id: council },
        { type: "council-proposal", id: proposalId, digest },
      ],
      data: { proposal: proposalId, council, version, base, digest, content: composition, seats },
      details: { reason, author: { name: caller.name } },
    };
    return ok([eventOf("council.proposed", said, { proposalId, council, version, digest })]);
  },

  async record(tx, [event], { policy, composition, reason }, { caller, now }) {
    const { proposalId, council, version, digest } = event!;
    await tx.councilProposal.create({
      data: {
        id: proposalId,
        workspaceId: caller.workspaceId,
        councilId: council,
        version,
        basePolicy: policy!.version,
        content: asJson(composition),
        digest,
        reason,
        state: "open",
        proposedById: caller.id,
        proposedByName: caller.name,
        proposedAt: now,
      },
    });
    return { proposalId, council, version, digest };
  },
});

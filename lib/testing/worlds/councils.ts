import { proposeCouncil } from "#lib/councils/commands/propose-council.ts";
import { signCouncil } from "#lib/councils/commands/sign-council.ts";
import type { CompositionContent, CouncilSeat } from "#lib/councils/composition.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { Route } from "#lib/policy/policy.ts";
import { composition } from "#lib/testing/specimens/council-data.ts";
import { proposed, signProposal } from "./policies.ts";
import { oneCouncil, present } from "./releases.ts";
import type { Person } from "./workspace.ts";
import { SEATS, type World } from "./world.ts";

type Of = { readonly councilId?: string; readonly basedOn?: number };
type Proposal = { readonly proposalId: string; readonly digest: string };

/** A seat with its members and who stands in. */
const seatOf = (
  name: BusinessFunction,
  members: readonly Person[],
  alternates: readonly Person[] = [],
): CouncilSeat => ({
  function: name,
  min: 1,
  members: members.map(({ id }) => id),
  alternates: alternates.map(({ id }) => id),
});

/** In a world: Sona, who signs for security, and with her councils and policies that route to them. */
export async function councilBoard({ here, people }: World) {
  const sona = await here.person("Sona Petrov", ["reviewer"], ["security"]);
  const { ada, carla, dara, erik } = people;
  /** Those who sign in this world, each in their seat. */
  const seats: CouncilSeat[] = [
    seatOf("data-science", [dara]),
    seatOf("engineering", [erik]),
    seatOf("compliance", [carla]),
  ];
  const contentOf = (changed: Partial<CompositionContent> = {}) =>
    composition({ seats, chair: carla.id, ...changed });
  const attempt = (content: CompositionContent, of: Of = {}) =>
    here.attempt(proposeCouncil, { composition: content, reason: "It should sit.", ...of }, ada);
  const propose = async (content: CompositionContent, of: Of = {}) => {
    const answer = await attempt(content, of);
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer.value;
  };
  const signing = async (
    signer: Person,
    seat: BusinessFunction,
    { proposalId, digest }: Proposal,
    decision: "approve" | "reject" = "approve",
  ) => {
    const proof = await present(here, signer, { act: "sign-council", subjectDigest: digest });
    const comment = decision === "reject" ? { comment: "Not them." } : {};
    return { proposalId, digest, seat, decision, ...comment, ...proof };
  };
  const sign = async (signer: Person, seat: BusinessFunction, of: Proposal, decision?: "reject") =>
    here.attempt(signCouncil, await signing(signer, seat, of, decision), signer);
  /** Puts a composition in force. */
  const compose = async (content = contentOf(), of: Of = {}) => {
    const proposal = await propose(content, of);
    for (const [signer, seat] of [
      [sona, "security"],
      [carla, "compliance"],
    ] as const) {
      const signed = await sign(signer, seat, proposal);
      if (!signed.ok) throw new Error(JSON.stringify(signed.error));
    }
    return proposal;
  };
  /** Publishes a policy that routes every release to a council. */
  const route = async (councilId: string, basedOn: number, more: Partial<Route> = {}) => {
    const policy = oneCouncil(...SEATS);
    const routes = policy.routes.map((one) => ({ ...one, councilId, ...more }));
    const proposal = await proposed(here, ada, { ...policy, routes }, basedOn);
    await signProposal(here, sona, { ...proposal, seat: "security" });
    await signProposal(here, carla, { ...proposal, seat: "compliance" });
  };
  return { sona, seatOf, seats, contentOf, attempt, propose, signing, sign, compose, route };
}

import { signPolicy } from "#lib/councils/commands/sign-policy.ts";
import { withdrawPolicy } from "#lib/councils/commands/withdraw-policy.ts";
import { policyPage } from "#lib/councils/queries/policy-page.ts";
import { proposed, signProposal } from "#lib/testing/worlds/policies.ts";
import { oneCouncil } from "#lib/testing/worlds/releases.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { SEATS, type World } from "#lib/testing/worlds/world.ts";
import { type Passkey, presentByPasskey } from "./passkey-signing.ts";

const COUNCIL = oneCouncil(...SEATS);
const [ROUTE] = COUNCIL.routes;
/** What is put in force by signatures: less time to review, and one's own words on who signs its change. */
const NEXT_POLICY = {
  title: "Sign-off, by signature",
  routes: [{ ...ROUTE!, reviewDays: 1 }],
  changes: {
    seats: [
      { function: "security" as const, min: 1 },
      { function: "compliance" as const, min: 1 },
    ],
  },
};

/** One rejected, one withdrawn, one published and one that waits. */
export async function changePolicies(world: World, mira: Person, passkey: Passkey): Promise<void> {
  const { here, people } = world;
  const { ada, carla } = people;
  const signing = async (of: { proposalId: string; digest: string }, decision: "approve" | "reject") => {
    const proof = { act: "sign-policy", subjectDigest: of.digest };
    const comment = decision === "reject" ? { comment: "It asks for too little." } : {};
    const presence = await presentByPasskey(world, mira, passkey, proof);
    const { proposalId, digest } = of;
    await here.make(
      signPolicy,
      { proposalId, digest, seat: "security", decision, ...comment, ...presence },
      mira,
    );
  };
  const rejected = await proposed(here, ada, oneCouncil(SEATS[0]!));
  await signProposal(here, carla, { ...rejected, seat: "compliance" });
  await signing(rejected, "reject");
  const withdrawn = await proposed(here, ada, oneCouncil(SEATS[1]!));
  await signing(withdrawn, "approve");
  await here.make(withdrawPolicy, { proposalId: withdrawn.proposalId, reason: "Not this year." }, ada);
  const published = await proposed(here, ada, NEXT_POLICY);
  await signProposal(here, carla, { ...published, seat: "compliance" });
  await signing(published, "approve");
  const { current } = await here.see(policyPage, {}, ada);
  if (current?.version !== 2) throw new Error("the policy was not published");
  const waiting = await proposed(here, ada, { ...NEXT_POLICY, title: "Sign-off, once more" }, 2);
  await signing(waiting, "approve");
}

import { provePresence } from "#lib/access/admission/prove-presence.ts";
import { proposePolicy } from "#lib/councils/commands/propose-policy.ts";
import { signPolicy } from "#lib/councils/commands/sign-policy.ts";
import { withdrawPolicy } from "#lib/councils/commands/withdraw-policy.ts";
import { policyPage } from "#lib/councils/queries/policy-page.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";
import { oneCouncil, publishOneCouncil } from "./releases.ts";
import { PASSWORD, type Person, type TestWorkspace } from "./workspace.ts";

export type PolicyBoard = Awaited<ReturnType<typeof policyBoard>>;

/**
 * A workspace's first policy, and who can change it: Ada proposes, Mira signs for security, Lena for compliance, and
 * Omar for either; Jonas is the author of what is released.
 */
export async function policyBoard(here: TestWorkspace) {
  const people = {
    ada: await here.person("Ada Berg", ["admin"]),
    mira: await here.person("Mira Okafor", ["reviewer"], ["security"]),
    lena: await here.person("Lena Fischer", ["reviewer"], ["compliance"]),
    omar: await here.person("Omar Haddad", ["reviewer"], ["security", "compliance"]),
    jonas: await here.person("Jonas Lind", ["data-scientist"]),
  };
  await publishOneCouncil(here, people.ada, [SECURITY, COMPLIANCE]);
  const page = (reader: Person = people.jonas) => here.see(policyPage, {}, reader);
  const inForce = async () => (await page()).current!.version;
  return {
    people,
    page,
    inForce,
    events: () => here.eventsOf(`policy/${here.workspaceId}`),
    /** Proposes a change to the policy in force. */
    async propose(policy: PolicyContent) {
      const basedOn = await inForce();
      return { basedOn, ...(await proposed(here, people.ada, policy, basedOn)) };
    },
    /** Closes what a test left open, so that the next one starts clean. */
    async clear() {
      const { proposal } = await page();
      const withdrawn = proposal && { proposalId: proposal.id, reason: "A test." };
      if (withdrawn) await here.make(withdrawPolicy, withdrawn, people.ada);
    },
  };
}

const SECURITY = { function: "security", min: 1 } as const;
const COMPLIANCE = { function: "compliance", min: 1 } as const;
/** Three policies that differ. */
export const strict = oneCouncil(SECURITY, COMPLIANCE);
export const lower = oneCouncil(SECURITY);
export const other = oneCouncil(COMPLIANCE);

/** Proposes a change to the policy in force, by its version. */
export const proposed = (here: TestWorkspace, author: Person, policy: PolicyContent, basedOn = 1) =>
  here.make(proposePolicy, { basedOn, policy, reason: "The council asked for it." }, author);

type Signing = {
  proposalId: string;
  digest: string;
  seat: BusinessFunction;
  decision?: "approve" | "reject";
};

/** The input for signing a seat of a proposal, with a fresh proof of presence. */
export async function signingPolicy(here: TestWorkspace, signer: Person, signing: Signing) {
  const { proposalId, digest, seat, decision = "approve" } = signing;
  const proof = { password: PASSWORD, act: "sign-policy", subjectDigest: digest, address: "192.0.2.7" };
  const proved = await provePresence(here.db, signer, proof, here.clock.now);
  if (!proved.ok) throw new Error(proved.error.message);
  const comment = decision === "approve" ? {} : { comment: "It asks for too little." };
  return { proposalId, digest, seat, decision, ...comment, ...proved.value };
}

/** Signs a seat of a proposal. */
export const signProposal = async (here: TestWorkspace, signer: Person, signing: Signing) =>
  here.make(signPolicy, await signingPolicy(here, signer, signing), signer);

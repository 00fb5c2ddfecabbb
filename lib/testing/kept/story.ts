import { provePresence } from "#lib/access/admission/prove-presence.ts";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { revokeToken } from "#lib/access/commands/revoke-token.ts";
import { TOKEN_SCOPES } from "#lib/access/permission.ts";
import { signPolicy } from "#lib/councils/commands/sign-policy.ts";
import { withdrawPolicy } from "#lib/councils/commands/withdraw-policy.ts";
import { policyPage } from "#lib/councils/queries/policy-page.ts";
import { createPointer } from "#lib/exposure/commands/create-pointer.ts";
import { reviseCard } from "#lib/registry/commands/revise-card.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { expireRelease } from "#lib/releases/commands/expire-release.ts";
import { openRelease } from "#lib/releases/commands/open-release.ts";
import { withdrawRelease } from "#lib/releases/commands/withdraw-release.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { addModel, addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { addApp, addPasskey, askedFor } from "#lib/testing/worlds/factors.ts";
import { proposed, signProposal } from "#lib/testing/worlds/policies.ts";
import { oneCouncil, sign, testCase } from "#lib/testing/worlds/releases.ts";
import type { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { tellStory } from "#lib/testing/worlds/story.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { MODEL, SEATS, type World } from "#lib/testing/worlds/world.ts";
import { worldPlan } from "#lib/testing/worlds/world-plan.ts";

const HOURS_25 = 90_000_000;
/** So many that the log has a full tile. */
const CARDS = 130;
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

type Log = Awaited<ReturnType<typeof sealedLog>>;
type Passkey = Awaited<ReturnType<typeof addPasskey>>;

/**
 * All that an installation can have in its tables when it is upgraded: releases in every state, two of them with their
 * rollout over and one under way, policies signed, rejected, withdrawn and waiting, second factors, several
 * checkpoints, events that wait for the sequencer and evidence that waits to be judged.
 */
export async function liveThrough(world: World, log: Log) {
  const { here, people } = world;
  const mira = await here.person("Mira Okafor", ["reviewer"], ["security"]);
  const told = await tellStory(world);
  await log.seal();
  const passkeys = { mira: await addPasskey(here, mira), erik: await addPasskey(here, people.erik) };
  const tove = await here.person("Tove Lund", ["auditor"]);
  const app = { person: "tove", secret: (await addApp(here, tove)).secret.base32 };
  await changePolicies(world, mira, passkeys.mira);
  await log.seal();
  await endedReleases(world, passkeys.erik);
  const token = await furniture(world);
  await log.seal();
  const underPolicyTwo = await underWay(world, passkeys.erik);
  const waiting = await waitingReleases(world, passkeys.erik);
  await log.seal();
  await here.person("Nils Late", ["viewer"]);
  await world.observe(underPolicyTwo.rollout);
  const releases = { ...told, underPolicyTwo: underPolicyTwo.release };
  return { more: { mira, tove }, app, token, waiting, releases, underWay: underPolicyTwo.rollout };
}

/** Signs by passkey what a person has to be present for; answers the proof. */
async function presentByPasskey(
  { here }: World,
  signer: Person,
  passkey: Passkey,
  of: { act: string; subjectDigest: string },
) {
  const { challengeId, options } = await askedFor(here, signer, of.act, of.subjectDigest);
  const proof = { ...of, address: "192.0.2.7", passkey: { challengeId, answer: passkey.sign(options) } };
  const proved = await provePresence(here.db, signer, proof, here.clock.now);
  if (!proved.ok) throw new Error(proved.error.message);
  return proved.value;
}

async function changePolicies(world: World, mira: Person, passkey: Passkey): Promise<void> {
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

/** Rejected, withdrawn, and expired in review. */
async function endedReleases(world: World, passkey: Passkey): Promise<void> {
  const { here, people, submit } = world;
  const rejected = await submit(3);
  await signByPasskey(world, passkey, rejected, "reject");
  const withdrawn = await submit(3);
  await sign(here, people.dara, { release: withdrawn, seat: "data-science" });
  await here.make(withdrawRelease, { release: withdrawn, reason: "It can wait." }, people.jonas);
  const expired = await submit(3);
  here.clock.now = new Date(here.clock.now.getTime() + HOURS_25);
  await here.make(expireRelease, { release: expired }, here.system);
}

async function signByPasskey(
  world: World,
  passkey: Passkey,
  release: number,
  decision: "approve" | "reject" = "approve",
): Promise<void> {
  const { here, people } = world;
  const { round, subjectDigest } = await here.see(releasePage, { release }, people.erik);
  const presence = await presentByPasskey(world, people.erik, passkey, {
    act: "cast-verdict",
    subjectDigest,
  });
  const verdict = { release, round, subjectDigest, seat: "engineering", decision };
  const comment = decision === "reject" ? { comment: "Not on this data." } : {};
  await here.make(castVerdict, { ...verdict, ...comment, ...presence }, people.erik);
}

/** A release by the policy that was signed, in its second stage. */
async function underWay(world: World, passkey: Passkey) {
  const { here, people, submit, start, observe, judge } = world;
  const release = await submit(3);
  await sign(here, people.dara, { release, seat: "data-science" });
  await signByPasskey(world, passkey, release);
  await sign(here, people.carla, { release, seat: "compliance" });
  const { number: rollout } = await start(release);
  await observe(rollout);
  await judge(rollout);
  return { release, rollout };
}

/** One in review with a signature that an edit has made stale, and one still a draft. */
async function waitingReleases(world: World, passkey: Passkey) {
  const { here, people, submit } = world;
  const inReview = await submit(3);
  await sign(here, people.dara, { release: inReview, seat: "data-science" });
  await signByPasskey(world, passkey, inReview);
  await sign(here, people.carla, { release: inReview, seat: "compliance", decision: "request-changes" });
  const plan = { ...worldPlan, consecutiveErrorsMax: 7 };
  await here.make(editRelease, { release: inReview, round: 1, plan }, people.jonas);
  const of = { model: MODEL, version: 3, pointer: "production", case: testCase, plan: worldPlan };
  const { number: draft } = await here.make(openRelease, of, people.jonas);
  return { inReview, draft };
}

/** The rest of what a registry and its people have; answers a token of all scopes. */
async function furniture({ here, people, versions }: World): Promise<string> {
  const { ada, jonas, priya } = people;
  const fourth = await addVersion(here, jonas, { model: MODEL, bits: "four", parent: 3 });
  const base = { version: 3, digest: versions[2]!.digest };
  await addReport(here, priya, { model: MODEL, version: 4, digest: fourth.digest, logLoss: 0.4, base });
  await reviseCards(here, priya);
  await here.make(createPointer, { model: MODEL, name: "production@eu" }, jonas);
  const issue = (name: string) =>
    here.make(issueToken, { name, scopes: [...TOKEN_SCOPES], expiresInDays: 366 }, ada);
  const revoked = await issue("revoked");
  await here.make(revokeToken, { tokenId: revoked.tokenId }, ada);
  const gone = await here.person("Gunnar Gone", ["viewer"]);
  await here.make(disablePerson, { personId: gone.id, reason: "Left the company." }, ada);
  return (await issue("clients")).secret;
}

async function reviseCards(here: World["here"], author: Person): Promise<void> {
  const { name: model } = await addModel(here, author, "crew-pairing", "limited");
  await addVersion(here, author, { model, bits: "crews" });
  for (let basedOn = 1; basedOn <= CARDS; basedOn++)
    await here.make(
      reviseCard,
      { model, version: 1, basedOn, markdown: `# Revised ${basedOn} times` },
      author,
    );
}

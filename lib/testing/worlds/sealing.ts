import type { ConditionAsked } from "#lib/councils/condition.ts";
import type { VerdictDecision } from "#lib/councils/signature.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { revealVerdict } from "#lib/releases/commands/reveal-verdict.ts";
import { sealVerdict } from "#lib/releases/commands/seal-verdict.ts";
import { withdrawRelease } from "#lib/releases/commands/withdraw-release.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { fileIn } from "./conditions.ts";
import { proposed, signProposal } from "./policies.ts";
import { oneCouncil, present, signing } from "./releases.ts";
import type { Person } from "./workspace.ts";
import { SEATS, type World } from "./world.ts";

type Giving = {
  readonly seat: BusinessFunction;
  readonly decision?: VerdictDecision;
  readonly comment?: string;
  readonly conditions?: readonly ConditionAsked[];
};

/** In a world: a policy that asks for sealed verdicts, revealed after a day, and a release under it. */
export async function sealedBoard(world: World, seats = SEATS) {
  const { here, people } = world;
  const sona = await here.person("Sona Petrov", ["reviewer"], ["security"]);
  const policy = oneCouncil(...seats);
  const routes = policy.routes.map((route) => ({ ...route, sealed: { hours: 24 } }));
  const proposal = await proposed(here, people.ada, { ...policy, routes }, 1);
  await signProposal(here, sona, { ...proposal, seat: "security" });
  await signProposal(here, people.carla, { ...proposal, seat: "compliance" });
  /** The input for giving a sealed verdict on a release as it is, with a fresh proof of presence. */
  const giving = async (by: Person, release: number, { seat, decision = "approve", ...more }: Giving) => {
    const { subjectDigest, round } = (await fileIn(here, release)).release;
    const proved = await present(here, by, { act: "seal-verdict", subjectDigest });
    const comment = { comment: decision === "approve" ? "Read." : "Say more." };
    return { release, round, subjectDigest, seat, decision, ...comment, ...more, ...proved };
  };
  const give = async (by: Person, release: number, of: Giving) =>
    here.attempt(sealVerdict, await giving(by, release, of), by);
  /** Signs openly, with what else is said instead of what a test would say. */
  const cast = async (by: Person, verdict: Parameters<typeof signing>[2], more = {}) =>
    here.attempt(castVerdict, { ...(await signing(here, by, verdict)), ...more }, by);
  const logOf = async (release: number) => here.eventsOf(`release/${(await fileIn(here, release)).id}`);
  const sealedEvents = async (release: number) =>
    (await logOf(release)).filter(({ action }) => action === "verdict.sealed");
  const reveal = (release: number) => here.attempt(revealVerdict, { release }, here.system);
  const sealed = async (release: number, reader: Person = people.dara) =>
    (await here.see(releasePage, { release }, reader)).sealed;
  /** Dara and Erik approve, Carla requests changes: all of it sealed. */
  const giveAll = async (release: number) => {
    await give(people.dara, release, { seat: "data-science" });
    await give(people.erik, release, { seat: "engineering", comment: "Fine by me." });
    await give(people.carla, release, { seat: "compliance", decision: "request-changes" });
  };
  let opened: number | undefined;
  /** Another release in review, in the place of the one before. */
  const next = async () => {
    if (opened) await here.attempt(withdrawRelease, { release: opened, reason: "A test." }, people.jonas);
    opened = await world.submit(2);
    return opened;
  };
  const asOwner = async (text: string, values: readonly unknown[] = []) =>
    (await withClient(here.database.ownerUrl, (client) => client.query(text, [...values]))).rows;
  const asked = { logOf, sealedEvents, sealed, asOwner };
  return { sona, next, giving, give, giveAll, cast, reveal, ...asked };
}

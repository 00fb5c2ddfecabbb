import { provePresence } from "#lib/access/admission/prove-presence.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { type addPasskey, askedFor } from "#lib/testing/worlds/factors.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import type { World } from "#lib/testing/worlds/world.ts";

export type Passkey = Awaited<ReturnType<typeof addPasskey>>;

/** Signs by passkey what a person has to be present for; answers the proof. */
export async function presentByPasskey(
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

export async function signByPasskey(
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
  const comment = decision === "reject" ? "Not on this data." : "Read.";
  await here.make(castVerdict, { ...verdict, comment, ...presence }, people.erik);
}

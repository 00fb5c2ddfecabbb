import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { signing } from "./releases.ts";
import type { Person } from "./workspace.ts";
import { testWorld } from "./world.ts";

export type DecidingWorld = Awaited<ReturnType<typeof decidingWorld>>;

/** The world, with what anybody in it may try and what an auditor sees of it. */
export async function decidingWorld() {
  const world = await testWorld();
  const { here, people } = world;
  const pageOf = (release: number) => here.see(releasePage, { release }, people.vic);
  return {
    ...world,
    pageOf,
    stateOf: async (release: number) => (await pageOf(release)).state,
    tryStart: (release: number, by: Person = people.rhea) =>
      here.attempt(startRollout, { release, reason: "Now." }, by),
    trySign: async (by: Person, of: Parameters<typeof signing>[2]) =>
      here.attempt(castVerdict, await signing(here, by, of), by),
  };
}

import { openSession } from "#lib/access/commands/open-session.ts";
import type { AnyCommand } from "#lib/command/command.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { isAtLeast } from "#lib/registry/tier.ts";
import { expireRelease } from "#lib/releases/commands/expire-release.ts";
import { lapseRelease } from "#lib/releases/commands/lapse-release.ts";
import { settleRelease } from "#lib/releases/commands/settle-release.ts";
import { dueReleases } from "#lib/releases/queries/due-releases.ts";
import type { Game } from "./game.ts";
import { MOVES } from "./moves/moves.ts";

/** Plays this many moves; what is wrong first, or nothing. */
export async function play(game: Game, moves: number): Promise<string[]> {
  const taste = new Map(Object.keys(MOVES).map((name) => [name, game.pick(TASTES)!]));
  for (let n = 0; n < moves; n++) {
    const name = drawn(game, taste);
    game.played.push(`· ${name}`);
    await MOVES[name]!.play(game);
    if (!game.changed) continue;
    await settle(game);
    await game.look();
    const faults = [...game.faults, ...standingFaults(game), ...(await signOffFaults(game))];
    if (faults.length > 0) return faults;
  }
  return replayed(game);
}

/** The log leads to the state of the tables. */
async function replayed({ here }: Game): Promise<string[]> {
  return (await here.see(replay, {}, here.system)).differences;
}

/** How much a game is about a move: games that differ find more than games that are alike. */
const TASTES = [0.3, 1, 1, 3];

/** A move's name, by weight. */
function drawn(game: Game, taste: ReadonlyMap<string, number>): string {
  const heaps = Object.entries(MOVES).map(([name, move]) => ({
    name,
    size: Math.round(move.weight(game) * taste.get(name)! * 100),
  }));
  let at = game.below(heaps.reduce((sum, { size }) => sum + size, 0));
  for (const { name, size } of heaps) {
    if (at < size) return name;
    at -= size;
  }
  throw new Error("no move was drawn");
}

/** What nobody does: sign-offs settle by themselves, and accounts are signed in. */
export const SETTLING: readonly AnyCommand[] = [openSession, expireRelease, lapseRelease, settleRelease];

/** What the reconciler does within a second, by the clock of the game. */
async function settle({ here }: Game): Promise<void> {
  const { expire, lapse, settle: resting } = await here.see(dueReleases, {}, here.system);
  const { now } = here.clock;
  for (const [command, numbers] of [
    [expireRelease, expire],
    [lapseRelease, lapse],
    [settleRelease, [...lapse, ...resting]],
  ] as const)
    for (const release of numbers) await here.attempt(command, { release }, here.system);
  // No time of the adversary's passes with it.
  here.clock.now = now;
}

const OUT = ["approved", "releasing", "released", "superseded", "rolled-back"];

/** Whatever the log says: no release above the low tier is out or approved, and no model got a milder tier. */
const standingFaults = (game: Game): string[] => [
  ...game
    .releasesIn(...OUT)
    .filter(({ tier }) => tier !== "low")
    .map(({ number, state, tier }) => `release ${number} of the tier ${tier} is ${state}`),
  ...[...game.tiers]
    .filter(([, { first, now }]) => !isAtLeast(now, first))
    .map(([name, { first, now }]) => `${name} is of the tier ${now}, and was ${first}`),
];

/** A release in review is where its sign-off leads. */
async function signOffFaults(game: Game): Promise<string[]> {
  const faults: string[] = [];
  for (const { number, state } of game.releasesIn("in-review", "changes-requested", "approved")) {
    const { approved, objections } = councilStanding(await game.fileOf(number));
    const due = approved ? "approved" : objections.length > 0 ? "changes-requested" : "in-review";
    if (state !== due) faults.push(`release ${number} is ${state}, its sign-off leads to ${due}`);
  }
  return faults;
}

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type HonestWorld, honestWorld, newGame } from "#lib/testing/adversary/honest-world.ts";
import { LEFT_OUT } from "#lib/testing/adversary/left-out.ts";
import { MOVES } from "#lib/testing/adversary/moves/moves.ts";
import { play, SETTLING } from "#lib/testing/adversary/play.ts";

/** Another seed plays other games: ACTS_SEED=7 ACTS_MS=60000 npx vitest run attacks/every-act */
const SEED = Number(process.env["ACTS_SEED"] ?? 1);
const TIME_LIMIT_MS = Number(process.env["ACTS_MS"] ?? 14_000);
const MOVES_A_GAME = 100;

let founded: HonestWorld;
let unfounded: HonestWorld;
beforeAll(async () => {
  founded = await honestWorld(true);
  unfounded = await honestWorld(false);
});
afterAll(async () => {
  await founded?.database.drop();
  await unfounded?.database.drop();
});

/** Who plays where: one person with any number of accounts, or two of one invitation tree. */
const gamesFor = () => [
  { world: founded, colluding: true },
  { world: unfounded, colluding: true },
  { world: founded, colluding: false },
  { world: founded, colluding: true },
  { world: unfounded, colluding: true },
];

/** What was wrong in the game of this seed, with the moves that led there. */
async function played(seed: number): Promise<string[]> {
  const { world, ...rules } = gamesFor()[seed % gamesFor().length]!;
  const game = await newGame(world, { seed, ...rules });
  try {
    const faults = await play(game, MOVES_A_GAME);
    return faults.length > 0 ? [`seed ${seed}`, ...game.played, ...faults] : [];
  } catch (error) {
    return [`seed ${seed}`, ...game.played, String(error instanceof Error ? error.stack : error)];
  } finally {
    await game.here.close();
  }
}

it(
  "no release above the low tier goes out by one person's accounts, or by two of one tree, whatever they do",
  async () => {
    const endsAt = performance.now() + TIME_LIMIT_MS;
    let seed = SEED;
    while (performance.now() < endsAt) expect((await played(seed++)).join("\n")).toBe("");
  },
  TIME_LIMIT_MS + 60_000,
);

it("plays every command that matters: each other is left out for a reason", () => {
  const lib = join(import.meta.dirname, "../lib");
  const commands = readdirSync(lib, { withFileTypes: true, recursive: true })
    .filter(({ name, parentPath }) => parentPath.endsWith("/commands") && /^[a-z-]+\.ts$/.test(name))
    .map(({ name }) => name.replace(".ts", ""));
  const moved = Object.values(MOVES).flatMap(({ plays }) => plays.map(({ name }) => name));
  const placed = [...new Set([...moved, ...SETTLING.map(({ name }) => name)]), ...Object.keys(LEFT_OUT)];
  expect(placed.toSorted()).toEqual(commands.toSorted());
});

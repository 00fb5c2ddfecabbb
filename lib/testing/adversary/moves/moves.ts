import { DAY_MS, HOUR_MS } from "#lib/kernel/time.ts";
import type { Game } from "#lib/testing/adversary/game.ts";
import { COUNCIL_MOVES } from "./councils.ts";
import { CREDENTIAL_MOVES } from "./credentials.ts";
import { DELEGATION_MOVES } from "./delegations.ts";
import { GRANT_MOVES } from "./grants.ts";
import type { Move } from "./move.ts";
import { PEOPLE_MOVES } from "./people.ts";
import { REGISTRY_MOVES } from "./registry.ts";
import { RELEASE_MOVES } from "./releases.ts";

/** Mostly just beyond the waiting times; now and then beyond the window of independence. */
const JUMPS_MS = [HOUR_MS, 12 * HOUR_MS, ...Array.from({ length: 5 }, () => 25 * HOUR_MS), 7 * DAY_MS];
const BEYOND_WINDOW_MS = 366 * DAY_MS;

const WAITING = {
  waits: {
    plays: [],
    weight: () => 5,
    async play(game: Game) {
      const far = !game.rules.colluding && game.below(12) === 0;
      game.pass(far ? BEYOND_WINDOW_MS : game.pick(JUMPS_MS)!);
    },
  },
} satisfies Record<string, Move>;

export const MOVES: Readonly<Record<string, Move>> = {
  ...PEOPLE_MOVES,
  ...CREDENTIAL_MOVES,
  ...GRANT_MOVES,
  ...COUNCIL_MOVES,
  ...RELEASE_MOVES,
  ...DELEGATION_MOVES,
  ...REGISTRY_MOVES,
  ...WAITING,
};

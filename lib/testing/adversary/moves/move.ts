import type { AnyCommand } from "#lib/command/command.ts";
import type { Game } from "#lib/testing/adversary/game.ts";

/** Something that the adversary, or somebody honest, can do. */
export type Move = {
  /** The commands that it carries out. */
  readonly plays: readonly AnyCommand[];
  /** How likely it is beside the others as the game is now. */
  readonly weight: (game: Game) => number;
  readonly play: (game: Game) => Promise<unknown>;
};

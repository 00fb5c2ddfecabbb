export type PointerMove = {
  /** "v2" */
  version: string;
  at: string;
  until: string | null;
  /** "release 212 reached 100 %", "rolled back by Log-loss" */
  because: string;
  wayBack: boolean;
  href?: string | undefined;
  linkLabel?: string | undefined;
};

/** The move that was in force at a moment (ISO 8601), or null before the first. Order of `moves` does not matter. */
export function liveAt(moves: readonly PointerMove[], at: string): PointerMove | null {
  const moment = Date.parse(at);
  let found: PointerMove | null = null;
  for (const move of moves) {
    const moved = Date.parse(move.at);
    if (moved <= moment && (!found || moved > Date.parse(found.at))) found = move;
  }
  return found;
}

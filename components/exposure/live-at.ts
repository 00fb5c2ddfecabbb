/** The move in force at a moment (ISO 8601), or null before the first. The order of `moves` does not matter. */
export function liveAt<Move extends { readonly at: string }>(
  moves: readonly Move[],
  at: string,
): Move | null {
  const moment = Date.parse(at);
  let found: Move | null = null;
  for (const move of moves) {
    const moved = Date.parse(move.at);
    if (moved <= moment && (!found || moved > Date.parse(found.at))) found = move;
  }
  return found;
}

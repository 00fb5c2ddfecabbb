import { serving } from "#components/exposure/live-words.ts";
import type { MoveLine } from "#components/exposure/move-list.tsx";
import type { PointerMove } from "#lib/exposure/views/pointer-history.ts";
import type { ModelRelease } from "#lib/overview/views/model-releases.ts";

/** A pointer's moves in words, each linked to the rollout that made it. `moves` are newest first. */
export function moveLines(moves: readonly PointerMove[], releases: readonly ModelRelease[]): MoveLine[] {
  return moves.map((move, index) => {
    const release = releases.find(({ rollout }) => rollout !== null && rollout.id === move.rolloutId);
    return {
      version: serving(move),
      at: move.at,
      until: move.until,
      because: move.reason.endsWith(".") ? move.reason : `${move.reason}.`,
      rollback: tookBack(move, moves[index + 1], release),
      link: release?.rollout
        ? { href: `/releases/${release.number}/rollout`, label: `Rollout ${release.rollout.number}` }
        : null,
    };
  });
}

/** Back to one version, by a rollout that had moved the pointer before and was rolled back. */
function tookBack(
  move: PointerMove,
  before: PointerMove | undefined,
  release: ModelRelease | undefined,
): boolean {
  const state = release?.rollout?.state;
  const rolledBack = state === "rolled-back" || state === "rolling-back";
  return move.kind === "live" && rolledBack && before?.rolloutId === move.rolloutId;
}

import { formatNumber } from "#components/ui/format-number.ts";
import type { LiveOn } from "#lib/exposure/views/live-on.ts";
import type { PointerHistory, PointerMove } from "#lib/exposure/views/pointer-history.ts";

/** Which versions serve: "v1", "v2 at 25 %, else v1", "v1, v2 in shadow". */
export function serving({
  kind,
  base,
  candidate,
  candidatePercent,
}: Pick<LiveOn, "kind" | "base" | "candidate" | "candidatePercent">): string {
  if (base === null) return "nothing";
  if (candidate === null || kind === "live") return `v${base}`;
  if (kind === "shadow") return `v${base}, v${candidate} in shadow`;
  if (kind === "full") return `v${candidate}, a hold-out on v${base}`;
  return `v${candidate} at ${percentText(candidatePercent)}, else v${base}`;
}

/** The numbers of the versions that answered somebody, newest move first: a shadow answers nobody. */
export const versionsServing = (
  moves: readonly Pick<PointerMove, "kind" | "base" | "candidate" | "holdoutPercent">[],
): number[] => [
  ...new Set(
    moves.flatMap(({ kind, base, candidate, holdoutPercent }) => {
      if (candidate === null || kind === "live" || kind === "shadow") return [base];
      return kind === "full" && holdoutPercent === 0 ? [candidate] : [candidate, base];
    }),
  ),
];

/** "25 %", "0.25 %" */
export const percentText = (percent: number): string => `${formatNumber(percent, percent % 1 ? 2 : 0)} %`;

/** "v1 on production", or null where nothing is live. */
export const liveWords = (pointer: LiveOn): string | null =>
  pointer.base === null ? null : `${serving(pointer)} on ${pointer.pointer}`;

/** What a pointer serves now, from its history. */
export function liveOf({ name, moves }: Pick<PointerHistory, "name" | "moves">): LiveOn {
  const [now] = moves;
  return {
    pointer: name,
    kind: now?.kind ?? null,
    base: now?.base ?? null,
    candidate: now?.candidate ?? null,
    candidatePercent: now?.candidatePercent ?? 0,
    since: now?.at ?? null,
  };
}

/** Versions that served everyone before and do not now, newest move first. */
export const versionsBefore = (moves: PointerHistory["moves"]): number[] => {
  const all = moves.filter(({ kind }) => kind === "live").map(({ base }) => base);
  return [...new Set(all)].filter((version) => version !== moves[0]?.base);
};

import type { PointerMove as MoveLine } from "#components/registry/pointer-at.ts";
import { releaseLooks } from "#components/releases/release-looks.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import type { StateLook } from "#components/ui/state-pill.tsx";
import type { LiveOn } from "#lib/exposure/rows/live-on-pointers.ts";
import type { PointerMove } from "#lib/exposure/rows/pointer-history.ts";
import type { ModelRelease } from "#lib/overview/queries/model-releases.ts";

type Exposed = {
  kind: string | null;
  base: number | null;
  candidate: number | null;
  candidatePercent: number;
};

/** Who answers: "v1", "v2 at 25 %, else v1", "v1, v2 in shadow". */
export function answering({ kind, base, candidate, candidatePercent }: Exposed): string {
  if (base === null) return "nothing";
  if (candidate === null || kind === "live") return `v${base}`;
  if (kind === "shadow") return `v${base}, v${candidate} in shadow`;
  if (kind === "full") return `v${candidate}, a hold-out on v${base}`;
  return `v${candidate} at ${formatNumber(candidatePercent, candidatePercent % 1 ? 2 : 0)} %, else v${base}`;
}

/** "v1 on production", or null where nothing is live. */
export const liveWords = (pointer: LiveOn): string | null =>
  pointer.base === null ? null : `${answering(pointer)} on ${pointer.pointer}`;

/** What answers on a pointer now, from its history. */
export function liveOf({ name, moves }: { name: string; moves: readonly PointerMove[] }): LiveOn {
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

/** Where a version stands: live, on its way, under review, or what became of its last release. */
export function versionState(
  number: number,
  pointers: readonly LiveOn[],
  releases: readonly ModelRelease[],
): StateLook {
  const live = pointers.find((pointer) => pointer.base === number);
  if (live) return { word: `Live on ${live.pointer}`, tone: "pass" };
  const candidate = pointers.find((pointer) => pointer.candidate === number);
  if (candidate) {
    const reach = candidate.kind === "shadow" ? "In shadow" : `${formatNumber(candidate.candidatePercent)} %`;
    return { word: `${reach} on ${candidate.pointer}`, tone: "yours", icon: "play" };
  }
  const release = releases.find((one) => one.version === number);
  if (!release) return { word: "Registered", tone: "plain" };
  const look = releaseLooks[release.state];
  return release.state === "released"
    ? { word: "Was live", tone: "plain" }
    : { ...look, word: `${look.word}, release ${release.number}` };
}

/** A pointer's history as its timeline shows it, each move linked to the rollout that made it. */
export function moveLines(moves: readonly PointerMove[], releases: readonly ModelRelease[]): MoveLine[] {
  const byRollout = new Map(
    releases.flatMap((release) => (release.rollout ? [[release.rollout.id, release] as const] : [])),
  );
  return moves.map((move, index) => {
    const release = move.rolloutId ? byRollout.get(move.rolloutId) : undefined;
    const before = moves[index + 1];
    const taken = release?.rollout?.state === "rolled-back" || release?.rollout?.state === "rolling-back";
    return {
      version: answering(move),
      at: move.at,
      until: move.until,
      because: move.reason.endsWith(".") ? move.reason : `${move.reason}.`,
      wayBack: move.kind === "live" && taken && before?.rolloutId === move.rolloutId,
      ...(release
        ? { href: `/releases/${release.number}/rollout`, linkLabel: `Rollout ${release.rollout?.number}` }
        : {}),
    };
  });
}

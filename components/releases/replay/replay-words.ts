import { countOf } from "#components/ui/format-number.ts";
import type { Gate } from "#lib/policy/gate.ts";
import type { ReplayedRelease } from "#lib/releases/views/policy-replay.ts";

export type Difference = "newly-blocked" | "newly-passed" | "still-blocked" | "still-passed";

type Said = ReplayedRelease["inForce"];

/** Does a gate that must pass not pass? */
export function isBlockedBy(said: Said, gates: readonly Gate[]): boolean {
  const blocks = new Set(gates.filter(({ severity }) => severity === "block").map(({ id }) => id));
  return said.some(({ id, status }) => blocks.has(id) && status !== "pass");
}

export type Policies = { readonly inForce: readonly Gate[]; readonly draft: readonly Gate[] };

/** What a draft would have done to a release that the gates in force did not, or the other way round. */
export function differenceOf(release: ReplayedRelease, { inForce, draft }: Policies): Difference {
  const [was, is] = [isBlockedBy(release.inForce, inForce), isBlockedBy(release.draft, draft)];
  if (was === is) return is ? "still-blocked" : "still-passed";
  return is ? "newly-blocked" : "newly-passed";
}

export const differenceLabels: Readonly<Record<Difference, string>> = {
  "newly-blocked": "newly blocked",
  "newly-passed": "newly passed",
  "still-blocked": "still blocked",
  "still-passed": "still passed",
};

/** Both sides: what the draft would have caught, and what it would have held up in vain. */
export function replaySentence(releases: readonly ReplayedRelease[], policies: Policies): string {
  const back = releases.filter(({ rolledBack }) => rolledBack);
  const well = releases.filter(({ state }) => state === "released" || state === "superseded");
  const blocked = (of: readonly ReplayedRelease[]) =>
    of.filter(({ draft }) => isBlockedBy(draft, policies.draft)).length;
  const caught =
    back.length === 0
      ? "None was rolled back."
      : `${countOf(back.length, "release was", "releases were")} rolled back; the draft blocks ${blocked(back)} of them.`;
  return `${caught} It also blocks ${blocked(well)} of ${well.length} that ran well.`;
}

export type GateTally = { readonly gate: Gate; readonly was: number; readonly is: number };

/** How many releases each gate of the draft does not let pass, and how many it did not before. */
export const gateTallies = (releases: readonly ReplayedRelease[], { draft }: Policies): GateTally[] =>
  draft.map((gate) => ({
    gate,
    was: releases.filter(({ inForce }) => fails(inForce, gate)).length,
    is: releases.filter((release) => fails(release.draft, gate)).length,
  }));

const fails = (said: Said, { id }: Gate): boolean =>
  said.some((one) => one.id === id && one.status !== "pass");

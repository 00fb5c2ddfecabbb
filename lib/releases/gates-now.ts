import { digestOfJson } from "#lib/kernel/digest.ts";
import type { Dossier } from "#lib/policy/dossier.ts";
import type { Gate } from "#lib/policy/gate.ts";
import {
  blocking,
  type GateCover,
  type GateResult,
  type GatesSaid,
  judgeGates,
  resultSaid,
  withWaivers,
} from "#lib/policy/gate-results.ts";

/** What the gates of a release's policy say as of now, with the dossier that they read. */
export type GatesNow = {
  readonly said: GatesSaid;
  readonly dossier: Dossier;
  readonly results: readonly GateResult[];
  /** Those that must pass, do not, and are not waived; while there is one, nothing is approved or started. */
  readonly blocking: readonly GateResult[];
};

/** Asks the gates of a version of the policy, given what waives one now. */
export function gatesNow(
  { version: policy, gates }: { readonly version: number; readonly gates: readonly Gate[] },
  dossier: Dossier,
  coverOf: (gate: Gate) => GateCover | undefined,
): GatesNow {
  const results = withWaivers(judgeGates(gates, dossier), coverOf);
  return {
    said: {
      policy,
      dossier: digestOfJson(dossier),
      results: results.map(resultSaid),
    },
    dossier,
    results,
    blocking: blocking(results),
  };
}

/** The field of an event: absent where the policy has no gates. */
export const gatesField = (gated: GatesNow | null): { gates?: GatesSaid } =>
  gated === null ? {} : { gates: gated.said };

/** What an event says, with what the gates said. */
export const withGates = <T extends { readonly data: object }>(said: T, gated: GatesNow | null) => ({
  ...said,
  data: { ...said.data, ...gatesField(gated) },
});

/** Whether a gate that must pass does not. */
export const isBlocked = (gated: GatesNow | null): boolean => gated !== null && gated.blocking.length > 0;

/** Of an act that asks no gates: where there are some, an approval waits for `settle-release`, which asks them at once. */
export const waitsForGates = ({ gates }: { readonly gates: readonly Gate[] }): boolean => gates.length > 0;

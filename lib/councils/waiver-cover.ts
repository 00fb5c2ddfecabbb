import type { Gate } from "#lib/policy/gate.ts";
import { isAtLeast, type Tier } from "#lib/registry/tier.ts";
import type { Sayer } from "./circle.ts";
import { endOfWaiver, gateDigest, type Waiver, waiverState } from "./waiver.ts";

/** The release whose gates are asked, and when. */
export type Covered = {
  readonly pointer: string;
  readonly release: string;
  /** The model's, as it counts now. */
  readonly tier: Tier;
  /** Who had a part in the release: a waiver that one of them signed does not cover it. */
  readonly contributors: readonly { readonly personId: string }[];
  /** Who approved it, and for which seat: nobody speaks for one function on the waiver and for another here. */
  readonly sayers: readonly Sayer[];
  readonly now: Date;
};

/** What covers a gate, as an event records it. */
export type Cover = { readonly waiver: string; readonly number: number; readonly until: string };

/**
 * The waiver that covers this gate now: granted, begun, neither withdrawn nor ended, of exactly this gate, of this release,
 * of a model no stricter than it was asked for, and signed by nobody who had a part in the release or speaks for another
 * function on it. It is asked at every decision, so a waiver ends with its last moment and no job has to end it.
 */
export function coverOf(waivers: readonly Waiver[], gate: Gate, of: Covered): Cover | undefined {
  if (gate.severity !== "block" || gate.whoMayWaive === undefined) return undefined;
  const digest = gateDigest(gate);
  const found = waivers.find(
    (one) =>
      one.gate.id === gate.id &&
      one.gate.digest === digest &&
      one.seat === gate.whoMayWaive &&
      waiverState(one, of.now) === "in-force" &&
      isOf(one, of) &&
      isAtLeast(one.tier, of.tier) &&
      isApart(one, of),
  );
  const end = found && endOfWaiver(found);
  return found && end ? { waiver: found.id, number: found.number, until: end.toISOString() } : undefined;
}

/** Whether the release is one that it is for. */
export const isOf = (
  { scope }: Pick<Waiver, "scope">,
  { pointer, release }: Pick<Covered, "pointer" | "release">,
) =>
  (scope.pointer === null || scope.pointer === pointer) &&
  (scope.release === null || scope.release === release);

const isApart = ({ signers, seat }: Waiver, { contributors, sayers }: Covered): boolean =>
  signers.length > 0 &&
  signers.every(
    (signer) =>
      !contributors.some(({ personId }) => personId === signer) &&
      !sayers.some((one) => one.personId === signer && one.seat !== seat),
  );

import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import type { SeatRule } from "#lib/policy/policy.ts";

/**
 * The parts of a release's manifest, each with its own digest. `case` is the justification: what, why, benefit, risk,
 * way back, criteria.
 */
export const SECTIONS = ["case", "artifact", "card", "evidence", "data", "plan", "target", "policy"] as const;
export type Section = (typeof SECTIONS)[number];
export type SectionDigests = Readonly<Record<Section, Digest>>;

/** Everyone signs the case, the artifact, the target and the policy; functions sign the rest by competence. */
const COMPETENCE: Readonly<Record<BusinessFunction, readonly Section[]>> = {
  "data-science": ["case", "artifact", "card", "evidence", "data", "target", "policy"],
  engineering: ["case", "artifact", "plan", "target", "policy"],
  product: ["case", "artifact", "card", "evidence", "plan", "target", "policy"],
  security: ["case", "artifact", "data", "plan", "target", "policy"],
  compliance: ["case", "artifact", "card", "evidence", "data", "target", "policy"],
  business: ["case", "artifact", "card", "plan", "target", "policy"],
};

/**
 * The sections that a function signs in a council of these seats. A change elsewhere leaves its signature valid. If no
 * seat is competent for a section, every seat signs it: nothing is released unsigned.
 */
export function signedSections(seat: BusinessFunction, seats: readonly SeatRule[]): Section[] {
  const covered = new Set(seats.flatMap((rule) => COMPETENCE[rule.function]));
  return SECTIONS.filter((section) => COMPETENCE[seat].includes(section) || !covered.has(section));
}

/** The sections of a signature that differ between the signed and the present content. */
export const changedFor = (
  signed: Readonly<Partial<Record<Section, string>>>,
  current: Partial<SectionDigests>,
): Section[] =>
  SECTIONS.filter((section) => signed[section] !== undefined && signed[section] !== current[section]);

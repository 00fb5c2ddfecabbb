import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import type { SeatRule } from "#lib/policy/policy.ts";

/**
 * The parts of a release's manifest, each with a digest of its own. `case` is the justification: what, why,
 * benefit, risk, way back, criteria.
 */
export const SECTIONS = ["case", "artifact", "card", "evidence", "data", "plan", "target", "policy"] as const;
export type Section = (typeof SECTIONS)[number];
export type SectionDigests = Readonly<Record<Section, Digest>>;

/** Everyone signs the case, the artifact, the target and the policy; the rest by competence. */
const COMPETENCE: Readonly<Record<BusinessFunction, readonly Section[]>> = {
  "data-science": ["case", "artifact", "card", "evidence", "data", "target", "policy"],
  engineering: ["case", "artifact", "plan", "target", "policy"],
  product: ["case", "artifact", "card", "evidence", "plan", "target", "policy"],
  security: ["case", "artifact", "data", "plan", "target", "policy"],
  compliance: ["case", "artifact", "card", "evidence", "data", "target", "policy"],
  business: ["case", "artifact", "card", "plan", "target", "policy"],
};

/**
 * What a function's signature is over in a council of these seats. A change elsewhere leaves it standing. A section
 * none of the seats is competent for is signed by all of them: nothing goes out that nobody signed.
 */
export function signedSections(seat: BusinessFunction, seats: readonly SeatRule[]): Section[] {
  const covered = new Set(seats.flatMap((rule) => COMPETENCE[rule.function]));
  return SECTIONS.filter((section) => COMPETENCE[seat].includes(section) || !covered.has(section));
}

/** The sections under a signature that differ between what was signed and what is. */
export const changedFor = (
  signed: Readonly<Partial<Record<Section, string>>>,
  current: Partial<SectionDigests>,
): Section[] =>
  SECTIONS.filter((section) => signed[section] !== undefined && signed[section] !== current[section]);

import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { Digest } from "#lib/kernel/digest.ts";

/**
 * The parts of a release's manifest, each with a digest of its own. `case` is the justification: what, why,
 * benefit, risk, way back, criteria.
 */
export const SECTIONS = ["case", "artifact", "card", "evidence", "data", "plan", "target", "policy"] as const;
export type Section = (typeof SECTIONS)[number];
export type SectionDigests = Readonly<Record<Section, Digest>>;

/**
 * What each function's signature is over. A change elsewhere leaves it standing. Everyone signs the case, the
 * artifact, the target and the policy; the rest by competence.
 */
export const SIGNED_SECTIONS: Readonly<Record<BusinessFunction, readonly Section[]>> = {
  "data-science": ["case", "artifact", "card", "evidence", "data", "target", "policy"],
  engineering: ["case", "artifact", "plan", "target", "policy"],
  product: ["case", "artifact", "card", "evidence", "plan", "target", "policy"],
  security: ["case", "artifact", "data", "plan", "target", "policy"],
  compliance: ["case", "artifact", "card", "evidence", "data", "target", "policy"],
  business: ["case", "artifact", "card", "plan", "target", "policy"],
};

/** The sections of this function that differ between what was signed and what is. */
export const changedFor = (
  seat: BusinessFunction,
  signed: Readonly<Partial<Record<Section, string>>>,
  current: SectionDigests,
): Section[] => SIGNED_SECTIONS[seat].filter((section) => signed[section] !== current[section]);

import type { z } from "zod";
import type { CompositionReference } from "#lib/councils/composition.ts";
import { SECTIONS, type Section, type SectionDigests } from "#lib/councils/sections.ts";
import { type Digest, digestOfJson } from "#lib/kernel/digest.ts";
import type { DeadlineRule, SealRule, SeatRule } from "#lib/policy/policy.ts";
import type { ManifestFile } from "#lib/registry/manifest.ts";
import type { Tier } from "#lib/registry/tier.ts";
import type { releaseCase } from "./case.ts";
import type { Plan } from "./plan.ts";

/** Everything a release asks people to sign, by section. Stored unchanged; digests are over its canonical JSON. */
export type ReleaseSections = {
  readonly case: z.infer<typeof releaseCase>;
  readonly artifact: {
    readonly model: string;
    readonly version: number;
    readonly digest: string;
    /** Absent where the version has more files than a section lists: `digest` covers them. */
    readonly manifest?: readonly ManifestFile[];
    readonly codeCommit: string;
    readonly lockDigest: string | null;
    readonly configDigest: string | null;
  };
  readonly card: { readonly revision: number; readonly digest: string };
  readonly evidence: {
    readonly reports: readonly {
      readonly pipeline: string;
      readonly digest: string;
      readonly dataset: string;
    }[];
  };
  readonly data: {
    readonly datasets: readonly { readonly name: string; readonly digest: string }[];
    readonly schemaDigest: string;
  };
  readonly plan: Plan;
  readonly target: {
    readonly model: string;
    readonly pointer: string;
    readonly base: { readonly version: number; readonly digest: string } | null;
    readonly changeClass: string;
    /** By which envelope it claims the standard class; absent where it claims another. */
    readonly envelope?: { readonly number: number; readonly id: string; readonly digest: string };
    /** From which template it was made, whose locked fields its plan keeps. Absent where from none of the workspace. */
    readonly template?: { readonly id: string; readonly version: number; readonly digest: string };
  };
  readonly policy: {
    readonly version: number;
    readonly digest: string;
    readonly tier: Tier;
    readonly council: string;
    readonly seats: readonly SeatRule[];
    /** Who sits on the council it was submitted to. Absent where the policy names none, as in every earlier release. */
    readonly composition?: CompositionReference;
    readonly reviewDays: number;
    readonly validDays: number;
    /** When a seat that nobody signed is told of. Absent where the policy names none, as in every earlier release. */
    readonly deadlines?: DeadlineRule;
    /** Verdicts are sealed first. Absent where the policy does not ask for that, as in every earlier release. */
    readonly sealed?: SealRule;
    /** Nothing is approved before a challenge is answered. Absent where the policy asks for none, as in every earlier release. */
    readonly challenged?: true;
  };
};

export function digestSections(sections: ReleaseSections): SectionDigests {
  const entries = SECTIONS.map((section) => [section, digestOfJson(sections[section])] as const);
  return Object.fromEntries(entries) as SectionDigests;
}

/** The subject digest: over all section digests, and so over everything signed. */
export const subjectDigest = (digests: SectionDigests): Digest => digestOfJson(digests);

/** The sections whose content differs. Equal canonical content is no change. */
export const changedSections = (before: SectionDigests, after: SectionDigests): Section[] =>
  SECTIONS.filter((section) => before[section] !== after[section]);

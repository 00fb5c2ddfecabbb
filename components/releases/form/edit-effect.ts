import { SECTIONS, type Section } from "#lib/councils/sections.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { releaseCase } from "#lib/releases/case.ts";
import { planSchema } from "#lib/releases/plan.ts";
import type { ReleaseDraft } from "./release-draft.ts";

/** What an edit does whatever is typed, and which signatures stand on what. */
export type EditFacts = {
  readonly round: number;
  readonly takenIn: readonly Section[];
  readonly signed: readonly {
    readonly function: BusinessFunction;
    readonly by: readonly string[];
    readonly signs: readonly Section[];
  }[];
};

/** The sections that would differ. Equal canonical content is no change, nor is a space at the end of a line. */
export function sectionsChanged(
  before: ReleaseDraft,
  after: ReleaseDraft,
  { takenIn }: EditFacts,
): Section[] {
  const changed = new Set<Section>(takenIn);
  if (normal(releaseCase, before.case) !== normal(releaseCase, after.case)) changed.add("case");
  if (normal(planSchema, before.plan) !== normal(planSchema, after.plan)) changed.add("plan");
  return SECTIONS.filter((section) => changed.has(section));
}

/** The signed seats that stand on a section which changes. */
export const voidedBy = (changed: readonly Section[], { signed }: EditFacts): EditFacts["signed"] =>
  signed.filter(({ signs }) => signs.some((section) => changed.includes(section)));

type Schema = { safeParse: (value: unknown) => { success: boolean; data?: unknown } };

function normal(schema: Schema, value: unknown): string {
  const parsed = schema.safeParse(value);
  return parsed.success ? canonicalJson(parsed.data) : JSON.stringify(value);
}

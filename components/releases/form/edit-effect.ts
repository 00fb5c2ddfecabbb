import { SECTIONS, type Section } from "#lib/councils/sections.ts";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { releaseCase } from "#lib/releases/case.ts";
import { planSchema } from "#lib/releases/plan.ts";
import type { EditPreviewView } from "#lib/releases/views/edit-preview.ts";
import type { ReleaseDraft } from "./release-draft.ts";

/** The sections that would differ. Equal canonical content is no change, nor is a trailing space. */
export function sectionsChanged(
  before: ReleaseDraft,
  after: ReleaseDraft,
  { takenIn }: EditPreviewView,
): Section[] {
  const changed = new Set<Section>(takenIn);
  if (normal(releaseCase, before.case) !== normal(releaseCase, after.case)) changed.add("case");
  if (normal(planSchema, before.plan) !== normal(planSchema, after.plan)) changed.add("plan");
  return SECTIONS.filter((section) => changed.has(section));
}

/** The signed seats that cover a section that changes. */
export const voidedBy = (
  changed: readonly Section[],
  { signed }: EditPreviewView,
): EditPreviewView["signed"] =>
  signed.filter(({ signs }) => signs.some((section) => changed.includes(section)));

type Schema = { safeParse: (value: unknown) => { success: boolean; data?: unknown } };

function normal(schema: Schema, value: unknown): string {
  const parsed = schema.safeParse(value);
  return parsed.success ? canonicalJson(parsed.data) : JSON.stringify(value);
}

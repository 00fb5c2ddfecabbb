import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type ReleaseCase, releaseCase } from "#lib/releases/case.ts";
import type { Check } from "#lib/releases/checks.ts";
import { type Plan, planSchema } from "#lib/releases/plan.ts";

/** A release as it is being written: what `POST /releases` takes. */
export type ReleaseDraft = {
  model: string;
  version: number;
  pointer: string;
  case: ReleaseCase;
  plan: Plan;
};

export type ModelChoice = {
  name: string;
  tier: string;
  versions: readonly { number: number; description: string; evaluated: boolean }[];
  /** `live` is the version that answers there now. */
  pointers: readonly { name: string; live: number | null }[];
};

/** What the policy will ask for, known before anything is submitted. */
export type Route = {
  council: string;
  policyVersion: number;
  tier: string;
  reviewDays: number;
  seats: readonly { function: BusinessFunction; min: number; candidates: readonly string[] }[];
  /** Whose hands are in it, so who cannot sign. */
  excluded: readonly { name: string; because: string }[];
  checks: readonly Pick<Check, "id" | "title" | "status" | "message">[];
};

/** Messages by field path (`case.what`, `plan.stages`). */
export type DraftProblems = Readonly<Record<string, string>>;

/**
 * What would be refused, before it is sent, by the schemas the server refuses with. Of a field inside a list the
 * list is named, which is where the form can show it.
 */
export function draftProblems(draft: ReleaseDraft): DraftProblems {
  const problems: Record<string, string> = {};
  for (const [part, result] of [
    ["case", releaseCase.safeParse(draft.case)],
    ["plan", planSchema.safeParse(draft.plan)],
  ] as const) {
    for (const issue of result.error?.issues ?? []) {
      problems[fieldInForm([part, ...issue.path].join("."))] ??= sentence(issue.message);
    }
  }
  return problems;
}

/** The field of the form that shows what is said of `path`: of a field inside a list, the list. */
export function fieldInForm(path: string): string {
  const steps = path.split(".");
  const inList = steps.findIndex((step) => /^\d+$/.test(step));
  return (inList < 0 ? steps : steps.slice(0, inList)).join(".");
}

/** What the server said of the fields, where the form can show it. */
export const shownInForm = (fields: DraftProblems = {}): DraftProblems =>
  Object.fromEntries(
    Object.entries(fields).map(([path, message]) => [fieldInForm(path), sentence(message)] as const),
  );

function sentence(message: string): string {
  const text = message.charAt(0).toLocaleUpperCase("en") + message.slice(1);
  return text.endsWith(".") ? text : `${text}.`;
}

import { faultSentence } from "#components/ui/fault-words.ts";
import type { Input } from "#lib/client/api.ts";
import { issueWords } from "#lib/kernel/issue-words.ts";
import { releaseCase } from "#lib/releases/case.ts";
import { newPlan } from "#lib/releases/new-plan.ts";

/** A release as it is being written. */
export type ReleaseDraft = Input<"POST /releases">;

/** Messages by field path (`case.what`, `plan.stages`). */
export type DraftProblems = Readonly<Record<string, string>>;

/** What the server would refuse, by the server's own schemas. A fault inside a list is shown at the list. */
export function draftProblems(draft: ReleaseDraft): DraftProblems {
  const problems: Record<string, string> = {};
  for (const [part, result] of [
    ["case", releaseCase.safeParse(draft.case, { error: issueWords })],
    ["plan", newPlan.safeParse(draft.plan, { error: issueWords })],
  ] as const) {
    for (const issue of result.error?.issues ?? []) {
      problems[fieldInForm([part, ...issue.path].join("."))] ??= faultSentence(issue.message);
    }
  }
  return problems;
}

/** The field of the form that shows a fault at `path`: for a field inside a list, the list. */
export function fieldInForm(path: string): string {
  const steps = path.split(".");
  const inList = steps.findIndex((step) => /^\d+$/.test(step));
  return (inList < 0 ? steps : steps.slice(0, inList)).join(".");
}

/** What the server refused, by the field of the form that shows it. */
export const shownInForm = (fields: DraftProblems = {}): DraftProblems =>
  Object.fromEntries(
    Object.entries(fields).map(([path, message]) => [fieldInForm(path), faultSentence(message)] as const),
  );

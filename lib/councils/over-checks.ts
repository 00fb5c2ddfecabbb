import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

/** A check that fails. */
export type FailingCheck = { readonly id: string; readonly title: string };

type Given = {
  /** Why the person goes over them, and the field it is typed in. */
  readonly reason: string | undefined;
  readonly field: string;
  /** The failing checks the person was shown, by id; undefined where they do not say. */
  readonly seen: readonly string[] | undefined;
};

/** Whether somebody may go over these failing checks: with a reason, and over none they were not shown. */
export function mayGoOver(
  failing: readonly FailingCheck[],
  { reason, field, seen }: Given,
): Result<null, Refusal> {
  const unseen = seen ? failing.filter(({ id }) => !seen.includes(id)) : [];
  if (unseen.length > 0)
    return refuse("stale", "checks-changed", `Another check fails by now: ${titles(unseen)}.`, {
      todo: "Read the checks again, then decide.",
    });
  if (failing.length > 0 && !reason)
    return refuse("invalid", "reason-missing", `Write why, although this check fails: ${titles(failing)}.`, {
      field,
    });
  return ok(null);
}

const titles = (checks: readonly FailingCheck[]): string => checks.map(({ title }) => title).join("; ");

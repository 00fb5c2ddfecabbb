import type { Caller, EvidenceSource } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

/** Whoever names no source reports for the whole workspace. */
const UNNAMED: EvidenceSource = { name: "", pointerId: null };

/** As whom a caller sends evidence. */
export const sourceOf = (caller: Caller): EvidenceSource =>
  caller.kind === "token" ? (caller.source ?? UNNAMED) : UNNAMED;

/** Refuses a batch with a row that the source may not report: one of another pointer than its own. */
export function acceptOwn<T>(
  rows: readonly T[],
  isForeign: (row: T) => boolean,
  { field, source }: { readonly field: string; readonly source: EvidenceSource },
): Result<null, Refusal> {
  const index = rows.findIndex(isForeign);
  if (index < 0) return ok(null);
  return refuse(
    "forbidden",
    "foreign-source",
    `${field}.${index} concerns another pointer than the one that the source ${source.name} reports for. Nothing of this batch was stored.`,
    {
      field: `${field}.${index}`,
      todo: "Send it with a token of that pointer's own source.",
    },
  );
}

import type { Permission } from "#lib/access/permission.ts";
import type { Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

type Wanted = {
  readonly scopes: readonly Permission[];
  readonly source?: { readonly name: string; readonly pointer?: string };
};

/** A pointer as the log names it. */
type ReportedPointer = { readonly id: string; readonly model: string; readonly name: string };

/** The pointer that a token's source is bound to; null where it reports for every pointer, or has no source. */
export async function reportedPointer(
  tx: Tx,
  { scopes, source }: Wanted,
): Promise<Result<ReportedPointer | null, Refusal>> {
  if (source === undefined) return ok(null);
  if (!scopes.includes("telemetry:ingest"))
    return refuse("invalid", "source-sends-nothing", "Only a token with telemetry:ingest has a source.", {
      field: "source",
      todo: "Add the scope telemetry:ingest, or leave the source out.",
    });
  if (source.pointer === undefined) return ok(null);
  const [pointer] = await tx.$queryRaw<ReportedPointer[]>`
    SELECT pointer.id::text, model.name AS model, pointer.name FROM pointer JOIN model ON model.id = pointer.model_id
    WHERE model.name || '.' || pointer.name = ${source.pointer}`;
  return pointer
    ? ok(pointer)
    : refuse("not-found", "pointer-not-found", "There is no such pointer in this workspace.", {
        field: "source.pointer",
        todo: "Name it by its flag key, like churn-risk.production.",
      });
}

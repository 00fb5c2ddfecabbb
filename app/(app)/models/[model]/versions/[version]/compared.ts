import type { z } from "zod";
import type { FilesAsked } from "#components/overview/version/version-address.ts";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { PAGE_SIZE_MAX } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { versionPage } from "#lib/overview/queries/version-page.ts";
import { fileChanges } from "#lib/registry/queries/file-changes.ts";
import { database } from "#lib/web/database.ts";

type Of = { readonly model: string; readonly version: number };
type ChangesAsked = z.input<typeof fileChanges.input>;

/** The other version, and the files that the two do not have alike. The query checks what the address says. */
export async function compared(of: Of, against: string, { q, change, cursor }: FilesAsked, caller: Caller) {
  const other = await look(database(), versionPage, { ...of, version: Number(against) }, { caller });
  if (!other.ok) return other;
  const input = { ...of, against, q, change, cursor, limit: PAGE_SIZE_MAX };
  const changes = await look(database(), fileChanges, input as ChangesAsked, { caller });
  return changes.ok ? ok({ other: other.value, changes: changes.value }) : changes;
}

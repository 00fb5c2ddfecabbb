import { StorageSheet } from "#components/registry/storage-sheet.tsx";
import { RefusalNotice } from "#components/ui/refusal-notice.tsx";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { artifactStorage } from "#lib/registry/queries/artifact-storage.ts";
import { database } from "#lib/web/database.ts";

export async function StorageTab({ caller }: { caller: Caller }) {
  const answer = await look(database(), artifactStorage, {}, { caller });
  return answer.ok ? <StorageSheet storage={answer.value} /> : <RefusalNotice refusal={answer.error} />;
}

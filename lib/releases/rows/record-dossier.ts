import type { Tx } from "#lib/db/client.ts";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import type { GatesNow } from "#lib/releases/gates-now.ts";

type Of = { readonly id: string; readonly workspaceId: string };

/** Keeps the dossier that a recorded decision names by its digest, so that its gates can be asked again. */
export async function recordDossier(tx: Tx, gated: GatesNow | null, release: Of, now: Date): Promise<void> {
  if (gated === null) return;
  await tx.$executeRaw`
    INSERT INTO release_dossier (release_id, workspace_id, digest, content, taken_at)
    VALUES (${release.id}::uuid, ${release.workspaceId}::uuid, ${gated.said.dossier},
            ${canonicalJson(gated.dossier)}::jsonb, ${now}::timestamptz)
    ON CONFLICT DO NOTHING`;
}

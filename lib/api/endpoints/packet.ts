import type { Api, ApiParts } from "#lib/api/app.ts";
import { exporting } from "#lib/api/guard/exporting.ts";
import { type ApiContext, guarded, noteReading } from "#lib/api/handle.ts";
import { tarPieces } from "#lib/audit/tar.ts";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";

/** A release's evidence packet as a tar archive: unpack it and check it with no server. */
export function packetDoors(app: Api, parts: ApiParts): void {
  app.get(
    "/api/v1/releases/:release/packet",
    guarded(
      parts,
      exporting(parts, "file", evidencePacket.permission, (caller, context) =>
        download(parts, caller, context),
      ),
    ),
  );
}

async function download({ db, tally }: ApiParts, caller: Caller, context: ApiContext) {
  const now = new Date();
  const release = Number(context.req.param("release"));
  const packet = await look(db, evidencePacket, { release }, { caller, now });
  if (!packet.ok) return packet;
  noteReading({ tally }, evidencePacket.name, { release }, caller);
  const folder = `release-${release}`;
  const pieces = tarPieces(folder, packet.value.files, now);
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  const headers = {
    "content-type": "application/x-tar",
    "content-disposition": `attachment; filename="${folder}.tar"`,
    "cache-control": "no-store",
  };
  return new Response(body, { headers });
}

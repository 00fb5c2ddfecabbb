import { z } from "zod";
import { defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { noteReading } from "#lib/api/guard/note-reading.ts";
import { tarPieces } from "#lib/audit/tar.ts";
import { look } from "#lib/command/query.ts";
import { pieceStream } from "#lib/http/piece-stream.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";

/** A release's evidence packet as a tar archive: unpack it and check it with no server. */
export const packet = defineEndpoint({
  name: evidencePacket.name,
  summary: "Download a release's evidence packet, which verifies with no server",
  tag: "releases",
  method: "GET",
  path: "/api/v1/releases/{release}/packet",
  who: { permission: evidencePacket.permission },
  input: z.object({ release: ordinal }),
  limits: { exports: "file" },
  answers: {
    200: {
      description: "A tar archive. Unpack it and run `countersign verify <folder>`.",
      type: "application/x-tar",
    },
  },
  handle:
    ({ db, tally }) =>
    async ({ caller, input }) => {
      const now = new Date();
      const found = await look(db, evidencePacket, input, { caller, now });
      if (!found.ok) return found;
      noteReading(tally, evidencePacket.name, input, caller);
      const folder = `release-${input.release}`;
      const headers = {
        "content-type": "application/x-tar",
        "content-disposition": `attachment; filename="${folder}.tar"`,
        "cache-control": "no-store",
      };
      return new Response(pieceStream(tarPieces(folder, found.value.files, now)), { headers });
    },
});

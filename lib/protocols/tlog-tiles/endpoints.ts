import { z } from "zod";
import { defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { noteReading } from "#lib/api/guard/note-reading.ts";
import { checkpoint as newestCheckpoint } from "#lib/audit/queries/checkpoint.ts";
import { eventReceipt } from "#lib/audit/queries/event-receipt.ts";
import { logTile } from "#lib/audit/queries/log-tile.ts";
import { look } from "#lib/command/query.ts";

const TEXT = "text/plain; charset=utf-8";
const BYTES = "application/octet-stream";
/** A full tile never changes. It is private all the same: the log is not public. */
const FINAL = "private, max-age=31536000, immutable";

/** A tile's number and width. Anything else is not malformed: that tile does not exist. */
const place = z.string().meta({
  pattern: "^(x[0-9]{3}/){0,4}[0-9]{3}(\\.p/[0-9]{1,3})?$",
  description: "`<N>[.p/<W>]`, as C2SP tlog-tiles writes it; its slashes may be sent as `%2F`.",
});

const checkpoint = defineEndpoint({
  name: "log-checkpoint",
  summary: "The newest signed checkpoint of the log, as C2SP tlog-checkpoint",
  tag: "log",
  method: "GET",
  path: "/api/v1/log/checkpoint",
  who: { permission: newestCheckpoint.permission },
  input: z.object({}),
  answers: { 200: { description: "A signed note.", type: "text/plain" } },
  handle:
    ({ db }) =>
    async ({ caller }) => {
      const found = await look(db, newestCheckpoint, {}, { caller });
      return found.ok ? answer(found.value.note, TEXT, "no-store") : found;
    },
});

const entries = defineEndpoint({
  name: "log-entries",
  summary: "A bundle of the log's entries, as C2SP tlog-tiles",
  description: "Only where all its entries belong to the caller's workspace.",
  tag: "log",
  method: "GET",
  path: "/api/v1/log/tile/entries/{bundle+}",
  who: { permission: logTile.permission },
  input: z.object({ bundle: place }),
  limits: { exports: "bundle" },
  answers: { 200: { description: "Each entry, preceded by its length in two bytes.", type: BYTES } },
  handle:
    ({ db, tally }) =>
    async ({ caller, input }) => {
      const found = await look(db, logTile, { path: `tile/entries/${input.bundle}` }, { caller });
      if (!found.ok) return found;
      noteReading(tally, "log-entries", {}, caller);
      return answer(found.value.bytes, BYTES, found.value.full ? FINAL : "no-store");
    },
});

const tile = defineEndpoint({
  name: logTile.name,
  summary: "A tile of the log's hashes, as C2SP tlog-tiles",
  tag: "log",
  method: "GET",
  path: "/api/v1/log/tile/{level}/{tile+}",
  who: { permission: logTile.permission },
  input: z.object({ level: z.string().meta({ pattern: "^[0-9]{1,2}$" }), tile: place }),
  answers: { 200: { description: "Hashes of 32 bytes, concatenated.", type: BYTES } },
  handle:
    ({ db }) =>
    async ({ caller, input }) => {
      const found = await look(db, logTile, { path: `tile/${input.level}/${input.tile}` }, { caller });
      return found.ok ? answer(found.value.bytes, BYTES, found.value.full ? FINAL : "no-store") : found;
    },
});

const proof = defineEndpoint({
  name: "log-proof",
  summary: "An event's proof, as a C2SP tlog-proof file",
  tag: "log",
  method: "GET",
  path: "/api/v1/log/proof/{event}.tlog-proof",
  who: { permission: eventReceipt.permission },
  input: z.object({ event: eventReceipt.input.shape.event }),
  answers: {
    200: { description: "The proof; `countersign verify` and any tlog tool check it.", type: "text/plain" },
  },
  handle:
    ({ db, tally }) =>
    async ({ caller, input }) => {
      const found = await look(db, eventReceipt, input, { caller });
      if (!found.ok) return found;
      noteReading(tally, eventReceipt.name, input, caller);
      const response = answer(found.value.receipt, TEXT, "no-store");
      const name = `leaf-${found.value.index}.tlog-proof`;
      response.headers.set("content-disposition", `attachment; filename="${name}"`);
      return response;
    },
});

/** The log in its own standard (C2SP tlog-tiles), for tools that support it. */
export const tileEndpoints = [checkpoint, entries, tile, proof] as const;

const answer = (body: string | Uint8Array, type: string, caching: string): Response =>
  new Response(typeof body === "string" ? body : new Uint8Array(body), {
    headers: { "content-type": type, "cache-control": caching },
  });

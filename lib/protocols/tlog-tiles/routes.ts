import { Hono } from "hono";
import type { Door } from "#lib/api/guard/authenticate.ts";
import { exporting } from "#lib/api/guard/exporting.ts";
import { type ApiContext, guarded, noteReading, type Work } from "#lib/api/handle.ts";
import { checkpoint } from "#lib/audit/queries/checkpoint.ts";
import { eventReceipt } from "#lib/audit/queries/event-receipt.ts";
import { logTile } from "#lib/audit/queries/log-tile.ts";
import { look } from "#lib/command/query.ts";

const TEXT = "text/plain; charset=utf-8";

/**
 * The log by its own standard (C2SP tlog-tiles), for tools that know it: `/checkpoint`, `/tile/<L>/<N>[.p/<W>]`,
 * `/tile/entries/<N>[.p/<W>]`, and each event's proof as a file, `/proof/<event>.tlog-proof`.
 */
export function tlogTiles(door: Door): Hono<{ Variables: { requestId: string } }> {
  const app = new Hono<{ Variables: { requestId: string } }>();
  app.get("/checkpoint", guarded(door, serveCheckpoint(door)));
  app.get("/tile/entries/*", guarded(door, exporting(door, "bundle", logTile.permission, serveTile(door))));
  app.get("/tile/*", guarded(door, serveTile(door)));
  app.get("/proof/:file{[0-9a-f-]+\\.tlog-proof}", guarded(door, serveProof(door)));
  return app;
}

const serveCheckpoint =
  ({ db }: Door): Work =>
  async (caller) => {
    const found = await look(db, checkpoint, {}, { caller });
    return found.ok ? answer(found.value.note, TEXT, "no-store") : found;
  };

const serveTile =
  ({ db, tally }: Door): Work =>
  async (caller, context) => {
    const { pathname } = new URL(context.req.url);
    const path = pathname.slice(pathname.indexOf("/tile/") + 1);
    const found = await look(db, logTile, { path }, { caller });
    if (!found.ok) return found;
    if (path.startsWith("tile/entries/")) noteReading({ tally }, "log-entries", {}, caller);
    // A full tile is final. It is private all the same: the log is not public.
    const caching = found.value.full ? "private, max-age=31536000, immutable" : "no-store";
    return answer(found.value.bytes, "application/octet-stream", caching);
  };

const serveProof =
  ({ db, tally }: Door): Work =>
  async (caller, context: ApiContext) => {
    const event = (context.req.param("file") ?? "").replace(/\.tlog-proof$/, "");
    const found = await look(db, eventReceipt, { event }, { caller });
    if (!found.ok) return found;
    noteReading({ tally }, eventReceipt.name, { event }, caller);
    const response = answer(found.value.receipt, TEXT, "no-store");
    response.headers.set(
      "content-disposition",
      `attachment; filename="leaf-${found.value.index}.tlog-proof"`,
    );
    return response;
  };

const answer = (body: string | Uint8Array, type: string, caching: string): Response =>
  new Response(typeof body === "string" ? body : new Uint8Array(body), {
    headers: { "content-type": type, "cache-control": caching },
  });

import { join } from "node:path";
import next from "next";
import { apiListener } from "#lib/api/listener.ts";
import { referenceOf } from "#lib/api/openapi/reference.ts";
import { isUpload, partOf } from "#lib/api/part-of.ts";
import { table } from "#lib/api/table.ts";
import { env } from "#lib/env.ts";
import { startAssignmentTable } from "#lib/exposure/serving/assignment-table.ts";
import { drain } from "#lib/http/drain.ts";
import { prepareRequest } from "#lib/http/headers.ts";
import { httpServer } from "#lib/http/http-server.ts";
import { refuseEarly } from "#lib/http/refuse-early.ts";
import { refuseForeign } from "#lib/http/refuse-foreign.ts";
import { OVERREACH_WORDS } from "#lib/kernel/overreach.ts";
import { log } from "#lib/log.ts";
import { evaluationListener } from "#lib/protocols/ofrep/listener.ts";
import { folderStore } from "#lib/storage/artifact-store.ts";
import { overreaches } from "#lib/storage/overreach.ts";
import { shareReference } from "#lib/web/api-reference.ts";
import { database } from "#lib/web/database.ts";
import { tally } from "#lib/web/tally.ts";
import { startTellingTally } from "#lib/workers/tell-tally.ts";

/** One port: the API with Hono, the pages with Next. */
const { HOST, PORT, PUBLIC_URL, SECRET, DATABASE_URL, DATA_FOLDER, TRUST_PROXY } = env();
const dev = process.env["NODE_ENV"] !== "production";
const db = database();
for (const overreach of await overreaches()) log.warn({ overreach }, OVERREACH_WORDS[overreach]);
const assignments = startAssignmentTable(db, DATABASE_URL, log);
const secure = PUBLIC_URL.startsWith("https:");
const parts = {
  db,
  secret: SECRET,
  origins: new Set([new URL(PUBLIC_URL).origin, `http://localhost:${PORT}`, `http://127.0.0.1:${PORT}`]),
  store: folderStore(join(DATA_FOLDER, "artifacts")),
  assignments,
  tally: tally(),
};
const telling = startTellingTally(db, parts.tally, log);
const evaluated = evaluationListener(parts, { secure });
const toApi = apiListener(parts);
shareReference(referenceOf(table));
process.env["NEXTAUTH_URL"] ??= PUBLIC_URL;
const pages = next({ dev, dir: import.meta.dirname, port: PORT });
await pages.prepare();
const toPages = pages.getRequestHandler();

const server = httpServer({ secure, isUpload }, (request, response) => {
  if (evaluated(request, response)) return;
  const path = request.url ?? "/";
  prepareRequest(request, response, { path, dev, secure, trustProxy: TRUST_PROXY });
  const part = partOf(path);
  if (refuseEarly(request, response, part)) return;
  if (part === "sign-in" && refuseForeign(request, response, parts.origins)) return;
  const answered = part === "api" ? toApi(request, response) : toPages(request, response);
  void Promise.resolve(answered).catch((error: unknown) =>
    log.error({ err: error, path }, "a request failed"),
  );
});
server.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EADDRINUSE")
    log.fatal(`Port ${PORT} is in use. Choose another: npm run up -- --port ${PORT + 1}`);
  else log.fatal({ err: error }, "the server cannot listen");
  process.exit(3);
});
server.listen(PORT, HOST, () => log.info({ host: HOST, port: PORT, url: PUBLIC_URL }, "listening"));

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  // Stays registered until its last answer is given: a rollback waits for every server that still serves.
  void drain(server)
    .then(() => Promise.all([assignments.stop(), telling.stop()]))
    .then(() => db.close())
    .finally(() => process.exit(0));
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
process.once("disconnect", stop);

import { join } from "node:path";
import { apiListener } from "#lib/api/listener.ts";
import { isUpload } from "#lib/api/part-of.ts";
import { newTally } from "#lib/audit/tally.ts";
import { connect } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { startAssignmentTable } from "#lib/exposure/serving/assignment-table.ts";
import { drain } from "#lib/http/drain.ts";
import { prepareRequest } from "#lib/http/headers.ts";
import { httpServer } from "#lib/http/http-server.ts";
import { log } from "#lib/log.ts";
import { evaluationListener } from "#lib/protocols/ofrep/listener.ts";
import { folderStore } from "#lib/storage/artifact-store.ts";

/** The server without its pages: the same API on the same kind of HTTP server, with no page build. */
const { PORT, SECRET, DATABASE_URL, DATA_FOLDER } = env();
const db = connect(DATABASE_URL);
const assignments = startAssignmentTable(db, DATABASE_URL, log);
const parts = {
  db,
  secret: SECRET,
  origins: new Set([`http://127.0.0.1:${PORT}`]),
  store: folderStore(join(DATA_FOLDER, "artifacts")),
  assignments,
  tally: newTally(),
};
const evaluated = evaluationListener(parts, { secure: false });
const listener = apiListener(parts);
const server = httpServer({ secure: false, isUpload }, (request, response) => {
  if (evaluated(request, response)) return;
  const path = request.url ?? "/";
  prepareRequest(request, response, { path, dev: false, secure: false, trustProxy: false });
  void Promise.resolve(listener(request, response)).catch((error: unknown) =>
    log.error({ err: error, path }, "a request failed"),
  );
});
server.listen(PORT, "127.0.0.1", () => log.info({ port: PORT }, "listening"));
process.once("disconnect", () => process.exit(0));
process.once("SIGTERM", () => {
  void drain(server)
    .then(() => assignments.stop())
    .then(() => db.close())
    .finally(() => process.exit(0));
});

import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { apiListener } from "#lib/api/listener.ts";
import { newTally, type Tally } from "#lib/audit/tally.ts";
import type { Database } from "#lib/db/client.ts";
import { publicUrl } from "#lib/env.ts";
import { type AssignmentTable, startAssignmentTable } from "#lib/exposure/serving/assignment-table.ts";
import { evaluationListener } from "#lib/protocols/ofrep/listener.ts";
import { type ArtifactStore, folderStore } from "#lib/storage/artifact-store.ts";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";

export type ApiServer = {
  readonly baseUrl: string;
  readonly assignments: AssignmentTable;
  readonly store: ArtifactStore;
  readonly tally: Tally;
  close(): Promise<void>;
};

/** The API as it is served, on a port of this machine, with its assignment table loaded. */
export async function apiServer(db: Database, appUrl: string, storeFolder?: string): Promise<ApiServer> {
  const made = storeFolder ?? (await mkdtemp(join(tmpdir(), "countersign-api-")));
  const store = folderStore(made);
  const assignments = startAssignmentTable(db, appUrl, silentLog().log);
  const tally = newTally();
  const parts = {
    db,
    secret: "s".repeat(32),
    origins: new Set([publicUrl().origin]),
    store,
    assignments,
    tally,
  };
  const evaluated = evaluationListener(parts, { secure: false });
  const listener = apiListener(parts);
  const server = createServer((request, response) => {
    if (!evaluated(request, response)) void listener(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  while (!assignments.ready()) await new Promise((done) => setTimeout(done, 10));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    assignments,
    store,
    tally,
    close: async () => {
      await new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
      await assignments.stop();
      if (storeFolder === undefined) await rm(made, { recursive: true, force: true });
    },
  };
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import { vi } from "vitest";
import { buildApi } from "#lib/api/app.ts";
import type { ApiParts } from "#lib/api/contract/endpoint.ts";
import type { Problem } from "#lib/api/contract/problem.ts";
import { sessionCookieName } from "#lib/api/guard/session-cookie.ts";
import { newTally } from "#lib/audit/tally.ts";
import { startAssignmentTable } from "#lib/exposure/serving/assignment-table.ts";
import { folderStore } from "#lib/storage/artifact-store.ts";
import type { TestDatabase } from "#lib/testing/databases/database.ts";
import { keptDatabase } from "#lib/testing/databases/kept.ts";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";
import { furnish } from "#lib/testing/worlds/furnished.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { knownWorkspace, workspaceIn } from "#lib/testing/worlds/workspace.ts";

export const ORIGIN = "https://countersign.example";
const SECRET = "a secret of the tests, long enough";

/** A person is authenticated by their session's cookie; a string is a service token. */
type Asking = {
  readonly as?: Person | string | null;
  readonly json?: unknown;
  readonly body?: BodyInit;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The answer's JSON, or null where it is something else. */
  readonly json: unknown;
  readonly problem: Problem;
};

export type TestApi = Awaited<ReturnType<typeof testApi>>;

/** The API in this process, over one database with two furnished workspaces: `here` and `there`. */
export async function testApi() {
  const { database, here, there } = await twoWorkspaces();
  const folder = await mkdtemp(join(tmpdir(), "countersign-api-"));
  const settings = { DATABASE_URL: database.appUrl, SECRET, DATA_FOLDER: folder };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const { db } = here.workspace;
  const assignments = startAssignmentTable(db, database.appUrl, silentLog().log);
  const parts: ApiParts = {
    db,
    secret: SECRET,
    origins: new Set([ORIGIN]),
    store: folderStore(folder),
    assignments,
    tally: newTally(),
  };
  const api = buildApi(parts);
  while (!assignments.ready()) await new Promise((done) => setTimeout(done, 10));

  const call = async (method: string, path: string, asking: Asking = {}): Promise<Answer> =>
    answerOf(await api.fetch(await requestFor(method, path, { as: here.everyone, ...asking })));
  const close = async () => {
    await assignments.stop();
    await there.workspace.db.close();
    await here.workspace.close();
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  };
  return { api, parts, call, here, there, database, close };
}

/** Furnished once a run, and copied for each test file. */
async function twoWorkspaces() {
  const { database, facts } = await keptDatabase("two furnished workspaces", async (fresh) => ({
    here: await furnished(fresh, "Skyline Operations", "sky"),
    there: await furnished(fresh, "Harbour Freight", "harbour", 41),
  }));
  const known = ({ workspaceId, ...furniture }: (typeof facts)["here"]) => ({
    ...furniture,
    workspace: knownWorkspace(database, workspaceId),
  });
  return { database, here: known(facts.here), there: known(facts.there) };
}

async function furnished(database: TestDatabase, name: string, ...numbered: [prefix: string, from?: number]) {
  const { workspace, ...furniture } = await furnish(await workspaceIn(database, name), ...numbered);
  await workspace.db.close();
  return { workspaceId: workspace.workspaceId, ...furniture };
}

/** A request as our browser client or a token's holder sends it; `headers` override that. */
export async function requestFor(
  method: string,
  path: string,
  { as = null, json, body, headers = {} }: Asking,
): Promise<Request> {
  const sent = new Headers();
  if (typeof as === "string") sent.set("authorization", `Bearer ${as}`);
  else if (as) {
    sent.set("cookie", await cookieFor(as.sessionId));
    sent.set("origin", ORIGIN);
    sent.set("sec-fetch-site", "same-origin");
  }
  const content = json === undefined ? body : JSON.stringify(json);
  if (content !== undefined) sent.set("content-type", "application/json");
  for (const [name, value] of Object.entries(headers)) {
    if (value === "") sent.delete(name);
    else sent.set(name, value);
  }
  return new Request(ORIGIN + path, {
    method,
    headers: sent,
    ...(content === undefined ? {} : { body: content, duplex: "half" }),
  } as RequestInit);
}

export const cookieFor = async (sessionId: string, secret = SECRET, maxAge = 3600): Promise<string> =>
  `${sessionCookieName()}=${await encode({ token: { sid: sessionId }, secret, maxAge })}`;

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  const json: unknown = isJson && text ? JSON.parse(text) : null;
  return { status: response.status, headers: response.headers, text, json, problem: json as Problem };
}

import { spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { table } from "#lib/api/table.ts";
import { createModel } from "#lib/registry/commands/create-model.ts";
import { type ApiServer, apiServer } from "#lib/testing/servers/api-server.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { EXAMPLES } from "./examples.ts";
import { referenceOf } from "./reference.ts";

let here: TestWorkspace;
let server: ApiServer;
let token: string;

beforeAll(async () => {
  here = await testWorkspace();
  server = await apiServer(here.db, here.database.appUrl);
  const admin = await here.person("Ada Berg", ["admin"]);
  const model = { name: "churn-risk", title: "Churn", purpose: "Who leaves.", intendedUse: "Calls." };
  await here.make(createModel, { ...model, riskTier: "limited", ownerId: admin.id }, admin);
  ({ secret: token } = await here.make(
    issueToken,
    {
      name: "pipeline",
      scopes: ["artifact:store", "version:register", "evaluation:report", "card:revise"],
      expiresInDays: 7,
    },
    here.system,
  ));
});
afterAll(async () => {
  await server?.close();
  await here?.close();
});

/** Runs a command as a reader pastes it, with the variables that the page asks to set. */
function pasted(command: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const env = { ...process.env, COUNTERSIGN: server.baseUrl, TOKEN: token };
  const shell = spawn("sh", ["-c", command], { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  shell.stdout.on("data", (bytes: Buffer) => (said += bytes));
  shell.stderr.on("data", (bytes: Buffer) => (said += bytes));
  shell.on("error", reject);
  shell.on("close", () => resolve(said));
  return promise;
}

const commands = referenceOf(table).filter(({ curl }) => curl !== null);
const orderOf = (id: string) => Object.keys(EXAMPLES).indexOf(id);

describe("the examples of the API's page", () => {
  it("are those of the operations that have one, and each names its own", () => {
    expect(commands.map(({ id }) => id).sort()).toEqual(Object.keys(EXAMPLES).sort());
    for (const { curl } of commands) expect(curl).not.toMatch(/\{\w+\}"|undefined/);
  });

  it("work one after the other, as they are pasted", async () => {
    const answers: Record<string, Record<string, unknown>> = {};
    for (const { id, curl } of commands.toSorted((a, b) => orderOf(a.id) - orderOf(b.id))) {
      const said = await pasted(curl!);
      answers[id] = JSON.parse(said) as Record<string, unknown>;
      expect(answers[id], `${id}: ${said}`).not.toHaveProperty("code");
    }
    expect(answers["register-version"]).toMatchObject({ number: 1 });
    expect(answers["report-evaluation"]).toHaveProperty("reportId");
    expect(answers["revise-card"]).toMatchObject({ revision: 2 });
  });
});

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
      responsibleId: admin.id,
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

const commands = referenceOf(table);
const walk = Object.keys(EXAMPLES).map((id) => commands.find((command) => command.id === id)!);
const answerOf = (said: string) => JSON.parse(said) as Record<string, unknown>;

/** What a request is refused with that no reader could send as it stands. */
const UNSENDABLE = ["invalid-input", "not-json", "method-not-allowed", "no-such-address", "wrong-media-type"];

describe("the examples of the API's page", () => {
  it("work one after the other where they register a version, as they are pasted", async () => {
    const answers: Record<string, Record<string, unknown>> = {};
    for (const { id, curl } of walk) {
      const said = await pasted(curl);
      answers[id] = answerOf(said);
      expect(answers[id], `${id}: ${said}`).not.toHaveProperty("code");
    }
    expect(answers["register-version"]).toMatchObject({ number: 1 });
    expect(answers["report-evaluation"]).toHaveProperty("reportId");
    expect(answers["revise-card"]).toMatchObject({ revision: 2 });
  });

  it.each(table.map((row) => [row.name, row] as const))("fit what it takes: %s", (name, row) => {
    const { path, curl, examples } = commands.find(({ id }) => id === name)!;
    const values = Object.fromEntries(examples.parameters.map((one) => [one.name, one.example]));
    const [json = {}] = row.body ? [] : (examples.bodies as object[]);
    expect(row.input.safeParse({ ...values, ...json }).error?.issues ?? []).toEqual([]);
    for (const [at, schema] of Object.values(row.body ?? {}).entries())
      if (schema) expect(schema.safeParse(examples.bodies[at]).error?.issues ?? []).toEqual([]);
    expect(curl).toContain(path.split("{", 1)[0]!);
    expect(curl).not.toMatch(/\{\w+\}|undefined|null/);
  });

  it("reach their own operation, as they are pasted", async () => {
    for (const { id, curl } of commands) {
      const said = await pasted(`${curl.replace("curl -sS", "curl -sS -m 20")}`);
      const { code } = said.startsWith("{") ? answerOf(said) : {};
      expect(UNSENDABLE, `${id}: ${said}`).not.toContain(code);
    }
  });
});

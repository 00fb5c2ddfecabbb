import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "..");
const GOOD = { DATABASE_URL: "postgres://app@127.0.0.1/x", SECRET: "s".repeat(32) };

/** What a process with these settings says and how it ends. */
async function started(settings: Record<string, string>, script: string) {
  const env = { PATH: process.env["PATH"] ?? "", NODE_ENV: "production" as const, ...settings };
  const args = ["--input-type=module-typescript", "-e", script];
  return run(process.execPath, args, { cwd: ROOT, env }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
  );
}
const reading = 'import { env } from "./lib/env.ts"; console.log(JSON.stringify(env()));';

describe("the settings of a process", () => {
  it("are enough with a database and a secret", async () => {
    const { code, said } = await started(GOOD, reading);
    expect(code).toBe(0);
    expect(JSON.parse(said)).toMatchObject({
      HOST: "127.0.0.1",
      PORT: 3000,
      PUBLIC_URL: "http://localhost:3000",
      TRUST_PROXY: false,
    });
  });

  it.each([
    ["no secret", { SECRET: "" }, "SECRET"],
    ["a short secret", { SECRET: "secret" }, "SECRET"],
    ["a short key for what is mailed", { MAIL_KEY: "key" }, "MAIL_KEY"],
    ["a short key for webhooks", { WEBHOOK_KEY: "key" }, "WEBHOOK_KEY"],
    ["no database", { DATABASE_URL: "" }, "DATABASE_URL"],
    ["a port there is not", { PORT: "70000" }, "PORT"],
    ["an address that is none", { PUBLIC_URL: "localhost:x:y" }, "PUBLIC_URL"],
    ["a quota of nothing", { ARTIFACT_QUOTA_GB: "0" }, "ARTIFACT_QUOTA_GB"],
    ["less of telemetry than a batch", { TELEMETRY_ROWS_A_MINUTE: "4999" }, "TELEMETRY_ROWS_A_MINUTE"],
    ["telemetry kept for too few days to label it", { TELEMETRY_DAYS: "2" }, "TELEMETRY_DAYS"],
    ["a doubtful word on the proxy", { TRUST_PROXY: "perhaps" }, "TRUST_PROXY"],
    ["a provider asked in clear", { OIDC_ISSUER: "http://login.example" }, "http only on this machine"],
    ["domains to mail to, but no key to seal with", { MAIL_DOMAINS: "example.com" }, "MAIL_KEY: is needed"],
  ])("stop it with %s, naming the setting and not its value", async (_, wrong, name) => {
    const { code, said } = await started({ ...GOOD, ...wrong }, reading);
    expect(code).not.toBe(0);
    expect(said).toContain(name);
    expect(said).not.toContain(GOOD.SECRET);
  });
});

describe("the log", () => {
  const CANARY = "canary-of-the-test";

  it("holds no secret under the names that secrets have", async () => {
    const line = {
      password: CANARY,
      token: CANARY,
      input: { password: CANARY, secret: CANARY },
      headers: { authorization: CANARY, cookie: CANARY },
    };
    const { said } = await started(
      GOOD,
      `import { log } from "./lib/log.ts"; log.warn(${JSON.stringify(line)}, "a try");`,
    );
    expect(said).toContain("a try");
    expect(said).not.toContain(CANARY);
    expect(said.match(/\[redacted\]/g)).toHaveLength(6);
  });

  it("holds nothing that an error quotes of a row or of a provider's answer", async () => {
    const quoting = `Object.assign(new Error("a row was refused"), { detail: "${CANARY}", cause: { email: "${CANARY}" } })`;
    const { said } = await started(
      GOOD,
      `import { log } from "./lib/log.ts"; log.error({ err: ${quoting} }, "a request failed");`,
    );
    expect(said).toContain("a row was refused");
    expect(said).not.toContain(CANARY);
  });

  it("is one line an entry, whatever somebody sent", async () => {
    const sent = 'curl/8\n{"level":60,"msg":"all is lost"}\r\n\u001b[31mred\u0000';
    const { said } = await started(
      GOOD,
      `import { log } from "./lib/log.ts"; log.info({ agent: ${JSON.stringify(sent)} }, ${JSON.stringify(sent)});`,
    );
    const lines = said.split("\n").filter(Boolean);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 30, agent: sent });
    for (const control of ["\u001b", "\u0000", "\r"]) expect(said).not.toContain(control);
  });
});

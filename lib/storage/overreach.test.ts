import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

let data: string;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "countersign-overreach-"));
});
afterAll(() => rm(data, { recursive: true, force: true }));

/** What a process finds, as whoever runs these tests, or as a user that owns nothing here. */
function found(prefix: readonly string[] = []): string {
  const line = `import { overreaches } from "#lib/storage/overreach.ts"; console.log(JSON.stringify(await overreaches()));`;
  const [program, ...args] = [...prefix, process.execPath, "--input-type=module-typescript", "-e", line];
  const { stdout, stderr } = spawnSync(program!, args, {
    encoding: "utf8",
    env: { ...process.env, DATA_FOLDER: data },
  });
  return stderr + stdout.trim();
}

it("39: finds what this process can reach by trying it, and nothing where there is nothing", async () => {
  expect(found()).toBe('["code"]');
  await mkdir(join(data, "signer"));
  for (const name of ["signer/signer.key", "passwords.json"])
    await writeFile(join(data, name), "x", { mode: 0o600 });
  expect(found()).toBe('["signing-key","database-passwords","code"]');
});

it.skipIf(process.getuid?.() !== 0)("39: finds nothing as a user that owns neither code nor secrets", () => {
  expect(found(["setpriv", "--reuid=61183", "--regid=61183", "--clear-groups"])).toBe("[]");
});

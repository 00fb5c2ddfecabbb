import { join } from "node:path";
import { program } from "../program.ts";
import { type Suite, skipped } from "../suite.ts";

const SOURCE = join(import.meta.dirname, "../read-log");

/** The audit log verified by the code of Go's checksum database, which shares nothing with ours. */
export const logByGo: Suite = {
  name: "log-by-go",
  says: "golang.org/x/mod/sumdb opens the checkpoint, recomputes its root, and proves every record and older tree",
  async run({ installation }) {
    const asked = await program("go", ["version"], { secondsMax: 20 });
    if (asked.code !== 0) return skipped("Go is not on this machine");
    const binary = join(installation.folder, "read-log");
    const built = await program("go", ["build", "-mod=readonly", "-o", binary, "."], {
      cwd: SOURCE,
      env: { GOFLAGS: "", GOWORK: "off", GOTOOLCHAIN: "local" },
      secondsMax: 180,
    });
    if (built.code !== 0) return skipped(`it could not be built: ${built.out.trim().split("\n").at(-1)}`);
    await everythingSigned(installation.url, installation.token);
    const { code, out } = await program(binary, [installation.url], {
      env: { COUNTERSIGN_TOKEN: installation.token },
      secondsMax: 120,
    });
    const checks = out.trim().split("\n");
    if (code === 0) return { passed: checks.length, failures: [], skipped: [] };
    return { passed: checks.length - 1, failures: [checks.at(-1) ?? "it printed nothing"], skipped: [] };
  },
};

/** Waits a moment for the signer; what is unsigned after that is the log as it is. */
async function everythingSigned(url: string, token: string): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const response = await fetch(`${url}/api/v1/audit/log`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { size, signedSize, waiting } = (await response.json()) as Record<string, number>;
    if (response.ok && size === signedSize && waiting === 0) return;
    await new Promise((done) => setTimeout(done, 100));
  }
}

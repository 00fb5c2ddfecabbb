import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { askForeign } from "../ask-foreign.ts";
import { program } from "../program.ts";
import { type Outcome, type Suite, skipped } from "../suite.ts";
import { ourWitness, theirWitness } from "../witnesses.ts";

const SOURCE = join(import.meta.dirname, "../witness-by-go");
/** Of the log that asks our witness. */
const SEED = "07".repeat(32);

/** Our witness asked by a log in Go, and a witness in Go asked by our log. */
export const witnessByGo: Suite = {
  name: "witness-by-go",
  says: "a log by golang.org/x/mod and torchwood asks our witness; torchwood's litewitness is asked by our log",
  async run({ installation }) {
    const folder = join(installation.folder, "witnesses");
    await mkdir(folder, { recursive: true });
    const missing = await build(folder);
    if (missing !== null) return skipped(missing);
    const asked = await ourWitnessAsked(folder);
    const asking = await theirWitnessAsked(folder);
    return {
      passed: asked.passed + asking.passed,
      failures: [...asked.failures, ...asking.failures],
      skipped: [...asked.skipped, ...asking.skipped],
    };
  },
};

/** Why a program cannot be built, or null. */
async function build(folder: string): Promise<string | null> {
  const version = await program("go", ["version"], { secondsMax: 20 });
  if (version.code !== 0) return "Go is not on this machine";
  const env = { GOFLAGS: "", GOWORK: "off", GOTOOLCHAIN: "local" };
  for (const [name, what] of [
    ["ask-by-go", "."],
    ["litewitness", "filippo.io/torchwood/cmd/litewitness"],
  ]) {
    const args = ["build", "-mod=readonly", "-o", join(folder, name!), what!];
    const built = await program("go", args, { cwd: SOURCE, env, secondsMax: 600 });
    if (built.code !== 0) return `${name} could not be built: ${built.out.trim().split("\n").at(-1)}`;
  }
  return null;
}

async function ourWitnessAsked(folder: string): Promise<Outcome> {
  const ask = join(folder, "ask-by-go");
  const key = await program(ask, ["key", SEED], { secondsMax: 20 });
  const witness = await ourWitness(folder, key.out.trim());
  try {
    const { code, out } = await program(ask, [witness.url, witness.vkey, SEED], { secondsMax: 60 });
    const checks = out.trim().split("\n");
    if (code === 0) return { passed: checks.length, failures: [], skipped: [] };
    return { passed: checks.length - 1, failures: [checks.at(-1) ?? "it printed nothing"], skipped: [] };
  } finally {
    await witness.stop();
  }
}

async function theirWitnessAsked(folder: string): Promise<Outcome> {
  const witness = await theirWitness(folder);
  if (typeof witness === "string") return skipped(witness);
  try {
    return await askForeign(witness);
  } finally {
    await witness.stop();
  }
}

import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { program } from "./program.ts";
import type { Python } from "./suite.ts";

const REQUIREMENTS = join(import.meta.dirname, "requirements.txt");
const ENVIRONMENT = join(import.meta.dirname, "../.cache/conformance");
const INSTALL_SECONDS_MAX = 300;

/**
 * The Python of the suites: a virtual environment with the versions and hashes of requirements.txt, created once.
 * Returns what is missing where it cannot be created.
 */
export async function pythonEnvironment(say: (line: string) => void): Promise<Python | { missing: string }> {
  const python: Python = (name) => join(ENVIRONMENT, "bin", name);
  const wanted = createHash("sha256")
    .update(await readFile(REQUIREMENTS))
    .digest("hex");
  const stamp = join(ENVIRONMENT, "requirements.sha256");
  if ((await readFile(stamp, "utf8").catch(() => "")) === wanted) return python;
  const asked = await program("python3", ["-c", "import sys; print(sys.version_info >= (3, 10))"], {
    secondsMax: 20,
  });
  if (asked.code !== 0) return { missing: "python3 is not on this machine" };
  if (!asked.out.includes("True")) return { missing: "python3 is older than 3.10" };
  say("Creating the Python environment…");
  await rm(ENVIRONMENT, { recursive: true, force: true });
  await mkdir(ENVIRONMENT, { recursive: true });
  const made = await program("python3", ["-m", "venv", ENVIRONMENT], { secondsMax: INSTALL_SECONDS_MAX });
  if (made.code !== 0) return { missing: `python3 has no venv: ${lastLine(made.out)}` };
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"];
  const installed = await program(
    python("python"),
    [...install, "--only-binary", ":all:", "-r", REQUIREMENTS],
    {
      secondsMax: INSTALL_SECONDS_MAX,
    },
  );
  if (installed.code !== 0) return { missing: `the Python packages: ${lastLine(installed.out)}` };
  await writeFile(stamp, wanted);
  return python;
}

const lastLine = (text: string): string => text.trim().split("\n").at(-1) ?? "";

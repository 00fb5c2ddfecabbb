import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { EXPOSURE_WORDS, EXPOSURES, type Exposure } from "#lib/kernel/exposure.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { confinementOf, type Separation } from "./separation.ts";

const root = join(import.meta.dirname, "../..");

/** What the server of this data folder can reach that is another's, found by a process that is started like it. */
export function reachedByServer(separation: Separation, data: string): Exposure[] {
  const { prefix, env } = confinementOf(separation, "server", {});
  const [program, ...args] = [...prefix, process.execPath, "scripts/up/print-exposed.ts"];
  const found = spawnSync(program!, args, {
    cwd: root,
    env: { ...process.env, ...env, DATA_FOLDER: data },
    encoding: "utf8",
  });
  // Where it could not try, the worst is assumed.
  if (found.status !== 0) return [...EXPOSURES];
  return (JSON.parse(found.stdout) as string[]).map((name) => oneOf(EXPOSURES, name));
}

/** What the start says of how its processes are kept apart; nothing where the server can reach only its own. */
export function separationLines(separation: Separation, reached: readonly Exposure[]): string[] {
  if (reached.length === 0) return [];
  return [
    "",
    "The processes of this installation are not kept apart.",
    ...reached.map((exposure) => `  ${EXPOSURE_WORDS[exposure]}`),
    ...(separation.kind === "own-users" ? [] : [separation.why]),
    "Start it as root, or run the signer apart: docs/security.md, “Users of the processes”.",
  ];
}

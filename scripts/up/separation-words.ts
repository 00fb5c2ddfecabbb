import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { oneOf } from "#lib/kernel/one-of.ts";
import { OVERREACH_WORDS, OVERREACHES, type Overreach } from "#lib/kernel/overreach.ts";
import { baseEnvironment } from "./base-environment.ts";
import { confinementOf, type Separation } from "./separation.ts";

const root = join(import.meta.dirname, "../..");

/** What the server of this data folder can reach that is another's, found by a process that is started like it. */
export function reachedByServer(separation: Separation, data: string): Overreach[] {
  const { prefix, env } = confinementOf(separation, "server", {});
  const [program, ...args] = [...prefix, process.execPath, "scripts/up/print-overreach.ts"];
  const found = spawnSync(program!, args, {
    cwd: root,
    env: { ...baseEnvironment(), ...env, DATA_FOLDER: data },
    encoding: "utf8",
  });
  // Where it could not try, the worst is assumed.
  if (found.status !== 0) return [...OVERREACHES];
  return (JSON.parse(found.stdout) as string[]).map((name) => oneOf(OVERREACHES, name));
}

/** What the start says of how its processes are kept apart; nothing where the server can reach only its own. */
export function separationLines(separation: Separation, reached: readonly Overreach[]): string[] {
  if (reached.length === 0) return [];
  return [
    "",
    "The processes of this installation are not kept apart.",
    ...reached.map((overreach) => `  ${OVERREACH_WORDS[overreach]}`),
    ...(separation.kind === "own-users" ? [] : [separation.why]),
    "Start it as root, or run the signer apart: docs/security.md, “Users of the processes”.",
  ];
}

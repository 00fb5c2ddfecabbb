import { existsSync, readFileSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { RELEASE_CHECKS } from "./packet-checks.ts";
import { type Options, type Report, verifyPacket } from "./verify-packet.ts";

const USAGE = "Usage: verify <packet folder> [--vkey <key or file>] [--checkpoint <older note>]… [--json]";

/**
 * `verify`: checks an evidence packet offline and says what holds and what does not.
 * @returns the exit code: 0 everything holds, 1 something was tampered with, 2 wrong usage, 3 parts are missing or erased.
 */
export function verifyCommand(args: readonly string[], print: (line: string) => void): 0 | 1 | 2 | 3 {
  const asked = readArguments(args);
  if (typeof asked === "string") {
    print(`${asked}\n${USAGE}`);
    return 2;
  }
  const report = verifyPacket(asked.folder, asked.options);
  if (asked.json) print(JSON.stringify(report));
  else printReport(report, asked.options.vkey !== undefined, print);
  return report.exitCode;
}

function readArguments(
  args: readonly string[],
): { folder: string; json: boolean; options: Options } | string {
  try {
    const options = {
      vkey: { type: "string" },
      checkpoint: { type: "string", multiple: true },
      json: { type: "boolean" },
    } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) return "Which packet? Give one folder.";
    if (!existsSync(folder) || !statSync(folder).isDirectory()) return `There is no folder ${folder}.`;
    const olderCheckpoints = values.checkpoint ?? [];
    const absent = olderCheckpoints.find((file) => !existsSync(file));
    if (absent !== undefined) return `There is no file ${absent}.`;
    const vkey = values.vkey === undefined ? undefined : readKey(values.vkey);
    if (vkey === null) return `${values.vkey} is neither a key nor a file with one.`;
    const found = { olderCheckpoints, checks: RELEASE_CHECKS, ...(vkey === undefined ? {} : { vkey }) };
    return { folder, json: values.json ?? false, options: found };
  } catch (error) {
    return (error as Error).message;
  }
}

function readKey(keyOrFile: string): string | null {
  const text = existsSync(keyOrFile) ? readFileSync(keyOrFile, "utf8").trim() : keyOrFile;
  return /^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/.test(text) ? text : null;
}

function printReport({ outcomes, exitCode }: Report, keyGiven: boolean, print: (line: string) => void): void {
  for (const { check, says, findings } of outcomes) {
    if (findings.length === 0) print(`ok          ${check}: ${says}`);
    for (const { kind, place, message } of findings) print(`${kind.padEnd(11)} ${place}: ${message}`);
  }
  if (!keyGiven) print("note        the key came with the packet; give the one you trust with --vkey");
  const worst = exitCode === 1 ? "tampered" : "incomplete";
  const worstFindings = outcomes.flatMap(({ findings }) => findings).filter(({ kind }) => kind === worst);
  // A line says more than a file.
  const first = worstFindings.find(({ place }) => place.includes(" line ")) ?? worstFindings[0];
  if (first === undefined) print("The packet holds.");
  else
    print(
      `The packet ${worst === "tampered" ? "was tampered with" : "is incomplete"}, first seen at ${first.place}.`,
    );
}

if (import.meta.main) process.exitCode = verifyCommand(process.argv.slice(2), console.log);

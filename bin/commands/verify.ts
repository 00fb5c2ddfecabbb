import { existsSync, readFileSync, statSync } from "node:fs";
import { type CliCommand, EXIT, type Out, readArguments, wrongUsage } from "../cli.ts";
import { RELEASE_CHECKS } from "../packet-checks.ts";
import { readPacketFolder } from "../packet-folder.ts";
import { type Finding, type Report, verifyPacket } from "../verify-packet.ts";

/** Checks an evidence packet offline and reports what holds and what does not. */
export const verifyCommand: CliCommand = {
  summary: "check an evidence packet offline",
  help: `countersign verify <packet folder> [--vkey <key or file>] [--former-key <key or file>]…
                   [--checkpoint <older note>]… [--json]

Checks a packet with no server, no database and no network.
  --vkey <key or file>    the log's key, got from a person you trust; without it the packet's own
  --former-key <key>      of the log that this one succeeded, for checkpoints from before a recovery
  --checkpoint <file>     a signed checkpoint kept from earlier; may be given several times
  --json                  answer for machines
Exits 0 when everything holds, 1 when something was tampered with, 3 when parts are missing or were erased, or a
program changed line endings to CRLF. What a file manager or archiver left in the folder is named and ignored.`,
  async run(args, out) {
    const options = {
      vkey: { type: "string" },
      "former-key": { type: "string", multiple: true },
      checkpoint: { type: "string", multiple: true },
      json: { type: "boolean" },
    } as const;
    const { values, positionals } = readArguments(args, options, ["packet"]);
    const folder = positionals[0]!;
    if (!existsSync(folder) || !statSync(folder).isDirectory())
      throw wrongUsage(`There is no folder ${folder}.`);
    const olderCheckpoints = values.checkpoint ?? [];
    const absent = olderCheckpoints.find((file) => !existsSync(file));
    if (absent !== undefined) throw wrongUsage(`There is no file ${absent}.`);
    const vkey = values.vkey === undefined ? {} : { vkey: readKey(values.vkey) };
    const formerKeys = (values["former-key"] ?? []).map(readKey);
    const { files, findings } = readPacketFolder(folder);
    const verified = verifyPacket(files, { olderCheckpoints, formerKeys, checks: RELEASE_CHECKS, ...vkey });
    const report = findings.length === 0 ? verified : withFolder(verified, findings);
    if (values.json) out.line(JSON.stringify(report));
    else printReport(report, values.vkey !== undefined, out);
    return report.exitCode;
  },
};

/** What machines did to the folder before anything was checked. It is no forgery, and not the packet as exported. */
function withFolder({ outcomes, exitCode }: Report, findings: readonly Finding[]): Report {
  const isConverted = findings.some(({ kind }) => kind === "converted");
  return {
    outcomes: [{ check: "folder", says: "", findings }, ...outcomes],
    exitCode: exitCode === 0 && isConverted ? EXIT.incomplete : exitCode,
  };
}

function readKey(keyOrFile: string): string {
  const text = existsSync(keyOrFile) ? readFileSync(keyOrFile, "utf8").trim() : keyOrFile;
  if (/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/.test(text)) return text;
  throw wrongUsage(`${keyOrFile} is neither a key nor a file that contains one.`);
}

function printReport({ outcomes }: Report, keyGiven: boolean, { line: print }: Out): void {
  for (const { check, says, findings } of outcomes) {
    if (findings.length === 0) print(`ok          ${check}: ${says}`);
    for (const { kind, place, message } of findings) print(`${kind.padEnd(11)} ${place}: ${message}`);
  }
  if (!keyGiven) print("note        the key came with the packet; give the one you trust with --vkey");
  const all = outcomes.flatMap(({ findings }) => findings);
  const [worst] = WORST_FIRST.filter(([kind]) => all.some((finding) => finding.kind === kind));
  const worstFindings = all.filter(({ kind }) => kind === worst?.[0]);
  // A line says more than a file.
  const first = worstFindings.find(({ place }) => place.includes(" line ")) ?? worstFindings[0];
  print(worst && first ? `The packet ${worst[1]}, first seen at ${first.place}.` : "The packet holds.");
}

const WORST_FIRST = [
  ["tampered", "was tampered with"],
  ["incomplete", "is incomplete"],
  ["converted", "holds but for its line endings, which were changed to CRLF"],
] as const;

import { existsSync, readFileSync, statSync } from "node:fs";
import { type CliCommand, type Out, readArguments, wrongUsage } from "../cli.ts";
import { RELEASE_CHECKS } from "../packet-checks.ts";
import { type Report, verifyPacket } from "../verify-packet.ts";

/** Checks an evidence packet offline and reports what holds and what does not. */
export const verifyCommand: CliCommand = {
  summary: "check an evidence packet offline",
  help: `countersign verify <packet folder> [--vkey <key or file>] [--former-key <key or file>]…
                   [--checkpoint <older note>]… [--json]

Checks a packet with no server, no database and no network.
  --vkey <key or file>    the log's key, from a person you trust; without it the packet's own
  --former-key <key>      the key of the log before this one, for checkpoints from before a recovery
  --checkpoint <file>     a signed checkpoint you kept; may be given several times
  --json                  print one JSON document
Exits 0 when everything holds, 1 when something was tampered with, 3 when parts are missing or were erased.`,
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
    const report = verifyPacket(folder, { olderCheckpoints, formerKeys, checks: RELEASE_CHECKS, ...vkey });
    if (values.json) out.line(JSON.stringify(report));
    else printReport(report, values.vkey !== undefined, out);
    return report.exitCode;
  },
};

function readKey(keyOrFile: string): string {
  const text = existsSync(keyOrFile) ? readFileSync(keyOrFile, "utf8").trim() : keyOrFile;
  if (/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/.test(text)) return text;
  throw wrongUsage(`${keyOrFile} is neither a key nor a file that contains one.`);
}

function printReport({ outcomes, exitCode }: Report, keyGiven: boolean, { line: print }: Out): void {
  for (const { check, says, findings } of outcomes) {
    if (findings.length === 0) print(`ok          ${check}: ${says}`);
    for (const { kind, place, message } of findings) print(`${kind.padEnd(11)} ${place}: ${message}`);
  }
  if (!keyGiven) print("note        the key came with the packet; pass the one you trust with --vkey");
  const worst = exitCode === 1 ? "tampered" : "incomplete";
  const worstFindings = outcomes.flatMap(({ findings }) => findings).filter(({ kind }) => kind === worst);
  // A place with a line is more exact than a file.
  const first = worstFindings.find(({ place }) => place.includes(" line ")) ?? worstFindings[0];
  if (first === undefined) print("The packet holds.");
  else
    print(
      `The packet ${worst === "tampered" ? "was tampered with" : "is incomplete"}, first seen at ${first.place}.`,
    );
}

import { existsSync, realpathSync, statSync } from "node:fs";
import { sep } from "node:path";
import { STORY, storyCheck } from "../checks/story.ts";
import { witnessesCheck } from "../checks/witnesses.ts";
import { type CliCommand, EXIT, type ExitCode, type Out, readArguments, wrongUsage } from "../cli.ts";
import { RELEASE_CHECKS } from "../packet-checks.ts";
import { readPacketFolder } from "../packet-folder.ts";
import { type Finding, type Report, verifyPacket } from "../verify-packet.ts";
import { keyOrFileText, readWitnessDemand, WITNESS_HELP, WITNESS_OPTIONS } from "../witness-options.ts";
import { verifyReceiptFile } from "./verify-receipt.ts";

/** Checks an evidence packet, or the receipt of an allowed deployment, offline and reports what holds and what does not. */
export const verifyCommand: CliCommand = {
  summary: "check an evidence packet or a gate's receipt offline",
  help: `countersign verify <packet folder> --vkey <key or file> [--former-key <key or file>]…
                   [--checkpoint <older note>]… [--witness <key or file>]… [--witnesses-required <k>] [--json]

countersign verify <receipt file> --vkey <key or file> [--pointer <flag key>] [--digest <digest>] [--json]

Checks a packet with no server, no database and no network.
  --vkey <key or file>    the log's key, got from a person you trust (default: COUNTERSIGN_VKEY). Without it the packet
                          is checked with its own key, which proves nothing about who signed it: exit 3
  --former-key <key>      of the log that this one succeeded, for checkpoints from before a recovery
  --checkpoint <file>     a signed checkpoint kept from earlier; may be given several times
${WITNESS_HELP}
  --json                  answer for machines
  --pointer, --digest     what the receipt of an allowed deployment must be for
Prints what holds, then in ten lines who signed what under which policy, what was overruled and what happened then.
Exits 0 when the packet is complete and true, 1 when something was tampered with, or the folder has anything in it that an
export does not write, 3 when nothing was found forged but it is not shown to be complete and true: no key was given, too few
witnesses cosigned, events or parts are missing or were erased, the packet was made before completeness could be shown, or
a program changed line endings to CRLF. The last line says which. What a file manager or archiver left in the folder
is named and ignored.`,
  async run(args, out) {
    const { values, positionals } = readArguments(args, OPTIONS, ["packet or receipt"]);
    const place = positionals[0]!;
    if (!existsSync(place)) throw wrongUsage(`There is no folder ${place}.`);
    const given = values.vkey ?? process.env["COUNTERSIGN_VKEY"];
    const vkey = given ? readKey(given, place) : undefined;
    if (statSync(place).isFile()) return verifyReceiptFile(place, { ...values, vkey }, out);
    return verifyFolder(place, { ...values, vkey }, out);
  },
};

const OPTIONS = {
  vkey: { type: "string" },
  "former-key": { type: "string", multiple: true },
  checkpoint: { type: "string", multiple: true },
  ...WITNESS_OPTIONS,
  pointer: { type: "string" },
  digest: { type: "string" },
  json: { type: "boolean" },
} as const;

type Asked = Parameters<typeof readWitnessDemand>[0] & {
  readonly vkey: string | undefined;
  readonly "former-key"?: string[] | undefined;
  readonly checkpoint?: string[] | undefined;
  readonly json?: boolean | undefined;
};

function verifyFolder(folder: string, asked: Asked, out: Out): ExitCode {
  const olderCheckpoints = asked.checkpoint ?? [];
  const absent = olderCheckpoints.find((file) => !existsSync(file));
  if (absent !== undefined) throw wrongUsage(`There is no file ${absent}.`);
  const vkey = asked.vkey === undefined ? {} : { vkey: asked.vkey };
  const formerKeys = (asked["former-key"] ?? []).map((key) => readKey(key, folder));
  const demand = readWitnessDemand(asked);
  const checks = [...(demand ? [witnessesCheck(demand)] : []), ...RELEASE_CHECKS, storyCheck];
  const { files, findings } = readPacketFolder(folder);
  const verified = verifyPacket(files, { olderCheckpoints, formerKeys, checks, ...vkey });
  const report = findings.length === 0 ? verified : withFolder(verified, findings);
  const verdict = verdictOn(report.outcomes.flatMap((outcome) => outcome.findings));
  if (asked.json) out.line(JSON.stringify({ ...report, verdict }));
  else printReport(report, verdict, out);
  return report.exitCode;
}

/** What the folder was found to be before anything was checked. Converted line endings are no forgery, links are. */
function withFolder({ outcomes, exitCode }: Report, findings: readonly Finding[]): Report {
  const kinds = new Set(findings.map(({ kind }) => kind));
  const isConverted = exitCode === 0 && kinds.has("converted");
  return {
    outcomes: [{ check: "folder", says: "", findings }, ...outcomes],
    exitCode: kinds.has("tampered") ? EXIT.no : isConverted ? EXIT.incomplete : exitCode,
  };
}

function readKey(keyOrFile: string, packet: string): string {
  if (existsSync(keyOrFile) && realpathSync(keyOrFile).startsWith(realpathSync(packet) + sep))
    throw wrongUsage(`${keyOrFile} came with the packet. Get the key from a person you trust.`);
  const text = keyOrFileText(keyOrFile);
  if (/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/.test(text)) return text;
  throw wrongUsage(`${keyOrFile} is neither a key nor a file that contains one.`);
}

function printReport({ outcomes, exitCode }: Report, verdict: string, { line: print }: Out): void {
  for (const { check, says, findings } of outcomes) {
    if (check === STORY) continue;
    if (findings.length === 0) print(`ok          ${check}: ${says}`);
    for (const { kind, place, message } of findings) print(`${kind.padEnd(11)} ${place}: ${message}`);
  }
  // What a forged packet tells is not worth reading.
  const story = exitCode === EXIT.no ? undefined : outcomes.find(({ check }) => check === STORY)?.says;
  for (const line of story?.split("\n") ?? []) print(line);
  print(verdict);
}

/** The last line. Exit 0 and exit 3 must not be taken for each other, so it says in words which one this is. */
function verdictOn(findings: readonly Finding[]): string {
  const [worst] = WORST_FIRST.filter(([kind]) => findings.some((finding) => finding.kind === kind));
  const worstFindings = findings.filter(({ kind }) => kind === worst?.[0]);
  // A line says more than a file.
  const first = worstFindings.find(({ place }) => place.includes(" line ")) ?? worstFindings[0];
  return worst && first ? worst[1](first) : "The packet is complete and true.";
}

const NOT_SHOWN = "Nothing was found forged, but the packet is not shown to be complete and true";

const WORST_FIRST: readonly (readonly [Finding["kind"], (first: Finding) => string])[] = [
  ["tampered", ({ place }) => `The packet was tampered with, first seen at ${place}.`],
  ["incomplete", ({ place }) => `${NOT_SHOWN}: it is incomplete, first seen at ${place}.`],
  [
    "unproven",
    ({ place, message }) =>
      place === "vkey" ? `${NOT_SHOWN}: by whose key? Give it with --vkey.` : `${NOT_SHOWN}: ${message}.`,
  ],
  [
    "converted",
    ({ place }) => `${NOT_SHOWN}: its line endings were changed to CRLF, first seen at ${place}.`,
  ],
];

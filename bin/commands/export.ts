import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { look } from "#lib/command/query.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import {
  type CliCommand,
  CliError,
  EXIT,
  INSTALLATION_HELP,
  INSTALLATION_OPTIONS,
  readArguments,
  wholeNumber,
  wrongUsage,
} from "../cli.ts";
import { type Here, inInstallation, orEnd } from "../installation.ts";

const DEFAULT_WAIT_SECONDS = "10";
const POLL_MS = 200;

/** Writes a release's evidence packet into a folder. */
export const exportCommand: CliCommand = {
  summary: "write a release's evidence packet",
  help: `countersign export <release> --out <folder> [--wait <seconds>]

Writes everything needed to check the release with no server: its rounds and signatures, the policy, the rollout with
every gate verdict's inputs, and the audit log's proofs. The folder must be new or empty.
  --out <folder>       the folder to write to
  --wait <seconds>     how long to wait until the newest event is signed (default: ${DEFAULT_WAIT_SECONDS}); then exits 3
${INSTALLATION_HELP}`,
  async run(args, out) {
    const own = { out: { type: "string" }, wait: { type: "string" } } as const;
    const { values, positionals } = readArguments(args, { ...INSTALLATION_OPTIONS, ...own }, ["release"]);
    const release = wholeNumber(positionals[0]!, "A release's number");
    const folder = values.out;
    if (folder === undefined) throw wrongUsage("Name the folder to write to with --out.");
    if (existsSync(folder) && (await readdir(folder)).length > 0)
      throw wrongUsage(
        `${folder} is not empty. Choose a new or empty folder: a packet contains only its own files.`,
      );
    const waitSeconds = wholeNumber(values.wait ?? DEFAULT_WAIT_SECONDS, "--wait", 0);
    const files = await inInstallation(values, (here) => signedPacket(here, release, waitSeconds));
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const names = Object.keys(files).sort();
    if (values.json) out.line(JSON.stringify({ release, folder, files: names }, null, 2));
    else
      out.line(
        `Release ${release}: ${names.length} files in ${folder}.\nCheck them: countersign verify ${folder} --vkey <the log's key>`,
      );
    return EXIT.ok;
  },
};

const NOT_YET_SIGNED = new Set(["events-not-signed-yet", "log-not-signed"]);

/** Returns the packet once its newest event is signed. Ends with {@link EXIT.incomplete} when that takes too long. */
async function signedPacket(here: Here, release: number, waitSeconds: number): Promise<PacketFiles> {
  const deadline = Date.now() + waitSeconds * 1000;
  while (true) {
    const packet = await look(here.db, evidencePacket, { release }, here);
    if (packet.ok || !NOT_YET_SIGNED.has(packet.error.code)) return orEnd(packet).files;
    if (Date.now() >= deadline)
      throw new CliError(
        EXIT.incomplete,
        `${packet.error.message} Nothing was written.\nSee \`countersign log status\`: the sequencer and the signer must run for a packet to be complete.`,
      );
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
}

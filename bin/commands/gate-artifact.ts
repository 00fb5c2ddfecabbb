import { createHash } from "node:crypto";
import { createReadStream, existsSync, statSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { type ManifestFile, manifestDigest, manifestSchema } from "#lib/registry/manifest.ts";
import { askGate, type GateAnswer } from "#lib/releases/admission/ask-gate.ts";
import { deploymentAsked } from "#lib/releases/queries/deployment-answer.ts";
import {
  EXIT,
  type ExitCode,
  INSTALLATION_OPTIONS,
  type Out,
  readArguments,
  wholeNumber,
  wrongUsage,
} from "../cli.ts";
import { inInstallation, orEnd } from "../installation.ts";
import { waivedLine } from "./waived-line.ts";

const OPTIONS = {
  ...INSTALLATION_OPTIONS,
  pointer: { type: "string" },
  digest: { type: "string" },
  folder: { type: "string" },
  wait: { type: "string" },
  receipt: { type: "string" },
} as const;

const EXITS = { allow: EXIT.ok, deny: EXIT.no, pending: EXIT.incomplete } as const;

/** Whether the artifact is asked about, and not a release by its number. */
export const asksAboutArtifact = (args: readonly string[]): boolean =>
  args.some((arg) => /^--(?:pointer|digest|folder)(?:=|$)/.test(arg));

/** Asks whether an artifact may be deployed behind a pointer. */
export async function gateArtifact(args: readonly string[], out: Out): Promise<ExitCode> {
  const { values } = readArguments(args, OPTIONS);
  if (values.pointer === undefined) throw wrongUsage("Which pointer? Name it with --pointer.");
  if ((values.digest === undefined) === (values.folder === undefined))
    throw wrongUsage("Give either --digest or --folder.");
  const waitSeconds = values.wait === undefined ? 0 : wholeNumber(values.wait, "--wait");
  const digest = values.digest ?? (await digestOfFolder(values.folder!));
  const asked = deploymentAsked.safeParse({ pointer: values.pointer, digest });
  if (!asked.success) throw wrongUsage(asked.error.issues[0]!.message);
  const answer = await inInstallation(values, async ({ db, caller }) =>
    orEnd(await askGate({ db, caller, waitSeconds }, asked.data)),
  );
  if (values.receipt !== undefined && answer.receipt !== null)
    writeFileSync(values.receipt, `${JSON.stringify(answer.receipt, null, 2)}\n`);
  if (values.json) out.line(JSON.stringify(answer, null, 2));
  else for (const line of linesOf(answer)) out.line(line);
  return EXITS[answer.decision];
}

const linesOf = ({ decision, reason, missing, waived }: GateAnswer): string[] => [
  `${decision}: ${reason}`,
  ...waived.map((one) => `  ${waivedLine(one)} (${one.href})`),
  ...missing.map(({ message, href }) => `  ${message} (${href})`),
];

/** The digest of the manifest of a folder's files, as a version of them is registered. */
async function digestOfFolder(folder: string): Promise<string> {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw wrongUsage(`There is no folder ${folder}.`);
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: ManifestFile[] = [];
  for (const entry of found.filter((one) => !one.isDirectory())) {
    const place = join(entry.parentPath, entry.name);
    if (!entry.isFile()) throw wrongUsage(`${place} is not a plain file.`);
    files.push({ path: relative(folder, place).split(sep).join("/"), ...(await read(place)) });
  }
  const manifest = manifestSchema.safeParse(files);
  if (!manifest.success) throw wrongUsage(`${folder} ${manifest.error.issues[0]!.message}.`);
  return manifestDigest(manifest.data);
}

async function read(place: string): Promise<Pick<ManifestFile, "digest" | "size">> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of createReadStream(place)) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { digest: `sha256:${hash.digest("hex")}`, size };
}

import { hash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "./verify-packet.ts";

/** By a file manager or an archiver. */
const LEFT_BEHIND = /(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]+)$|^__MACOSX\//i;

/** The files of a packet as they were exported, and what machines did to the folder since. */
export function readPacketFolder(folder: string): { files: Map<string, Buffer>; findings: Finding[] } {
  const files = new Map<string, Buffer>();
  const findings: Finding[] = [];
  for (const path of (readdirSync(folder, { recursive: true }) as string[]).sort()) {
    const name = path.replaceAll("\\", "/");
    const found = lstatSync(join(folder, path));
    if (found.isDirectory()) continue;
    if (!found.isFile()) findings.push({ kind: "tampered", place: name, message: NO_FILE });
    else if (LEFT_BEHIND.test(name)) findings.push({ kind: "ignored", place: name, message: IGNORED });
    else files.set(name, readFileSync(join(folder, path)));
  }
  for (const name of convertedIn(files)) {
    files.set(name, withNewlines(files.get(name)!));
    findings.push({ kind: "converted", place: name, message: CONVERTED });
  }
  return { files, findings };
}

const NO_FILE = "is a symbolic link or no file at all; a packet has files only";
const IGNORED = "is not part of the packet; a machine left it here, it is ignored";
const CONVERTED = "has its line endings changed to CRLF; get the packet again, or convert it back";

/** The files that are what the manifest lists once their line endings are turned back. */
function convertedIn(files: ReadonlyMap<string, Buffer>): string[] {
  const listed = digestsIn(files.get("manifest.json"));
  return [...files.keys()].filter((name) => {
    const bytes = files.get(name)!;
    if (!bytes.includes("\r\n")) return false;
    return name === "manifest.json" || listed.get(name) === digestOf(withNewlines(bytes));
  });
}

function digestsIn(manifest: Buffer | undefined): ReadonlyMap<string, unknown> {
  try {
    const { files } = JSON.parse(`${manifest}`) as { files: object };
    return new Map(Object.entries(files));
  } catch {
    // The verifier says what is wrong with it.
    return new Map();
  }
}

const withNewlines = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1");

const digestOf = (bytes: Buffer): string => `sha256:${hash("sha256", bytes)}`;

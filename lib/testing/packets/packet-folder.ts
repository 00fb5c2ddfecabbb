import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { withManifest } from "#lib/audit/packet.ts";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";

export function writePacket(folder: string, files: PacketFiles): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

type Fields = Record<string, unknown>;

/** Puts a value at a path of names and indexes. */
export function put(within: object, path: string, value: unknown): void {
  const steps = path.split(".");
  const last = steps.pop()!;
  const target = steps.reduce<unknown>((at, step) => (at as Fields)[step], within);
  (target as Fields)[last] = value;
}

/** The packet with one of its files changed, and the manifest updated as a careful forger would. */
export function changed(files: PacketFiles, name: string, change: (text: string) => string): PacketFiles {
  const { "manifest.json": _, ...rest } = files;
  const text = change(files[name]!);
  if (text === files[name]) throw new Error(`nothing changed in ${name}`);
  return withManifest({ ...rest, [name]: text });
}

/** The same for a document of JSON. */
export const changedJson = (files: PacketFiles, name: string, change: (value: Fields) => void): PacketFiles =>
  changed(files, name, (text) => {
    const value = JSON.parse(text);
    change(value);
    return `${canonicalJson(value)}\n`;
  });

/** The same for the lines of a file. */
export const changedLines = (
  files: PacketFiles,
  name: string,
  change: (lines: Fields[]) => Fields[],
): PacketFiles =>
  changed(files, name, (text) => {
    const lines = text.split("\n").slice(0, -1);
    return change(lines.map((line) => JSON.parse(line)))
      .map((line) => `${canonicalJson(line)}\n`)
      .join("");
  });

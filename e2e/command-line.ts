import { execFile } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dataFolder } from "./its-installation.ts";

const root = join(import.meta.dirname, "..");

/** Runs `npx countersign …` on the installation's data folder. */
export function countersign(...args: string[]): Promise<{ code: number; output: string }> {
  const onData = args[0] === "verify" ? args : [...args, "--data", dataFolder()];
  return new Promise((done) => {
    execFile(
      "npx",
      ["countersign", ...onData],
      { cwd: root, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) =>
        done({ code: typeof error?.code === "number" ? error.code : error ? 1 : 0, output: stdout + stderr }),
    );
  });
}

export const packetFolder = async (): Promise<string> =>
  join(await mkdtemp(join(tmpdir(), "packet-")), "packet");

/** Changes one byte in the middle of a file of the packet; returns the file's name. */
export async function flipOneByte(packet: string, name: string): Promise<string> {
  const path = join(packet, name);
  const bytes = await readFile(path);
  const middle = bytes.length >> 1;
  bytes[middle] = bytes[middle]! ^ 1;
  await writeFile(path, bytes);
  return name;
}

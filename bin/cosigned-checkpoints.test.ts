import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { TEST_LOG, writeTestPacket } from "#lib/testing/packets/evidence-packet.ts";
import { verifyPacket } from "./verify-packet.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-cosigned-"));
let checkpoint: { body: string; signature: string };

beforeAll(() => {
  writeTestPacket(folder);
  const note = readFileSync(join(folder, "checkpoint"), "utf8");
  const cut = note.indexOf("\n\n") + 1;
  checkpoint = { body: note.slice(0, cut), signature: note.slice(cut + 1) };
});
afterAll(() => rmSync(folder, { recursive: true }));

const witness = (n = 0) =>
  `— witness.example/w${n} ${Buffer.concat([randomBytes(4), randomBytes(72)]).toString("base64")}\n`;
const witnesses = Array.from({ length: 200 }, (_, n) => witness(n)).join("");

/** What the verifier says of the packet beside a checkpoint kept elsewhere. */
function verifiedBeside(note: string): number {
  const kept = join(folder, "..", `${folder.split("/").at(-1)}-kept`);
  writeFileSync(kept, note);
  const { exitCode } = verifyPacket(folder, { vkey: TEST_LOG.vkey, olderCheckpoints: [kept] });
  rmSync(kept);
  return exitCode;
}

it.each<[string, number, (of: typeof checkpoint) => string]>([
  ["as the log signed it", 0, ({ body, signature }) => `${body}\n${signature}`],
  ["with a witness after", 0, ({ body, signature }) => `${body}\n${signature}${witness()}`],
  ["with a witness before", 0, ({ body, signature }) => `${body}\n${witness()}${signature}`],
  ["with two hundred witnesses", 0, ({ body, signature }) => `${body}\n${witnesses}${signature}`],
  ["with the log's signature twice", 0, ({ body, signature }) => `${body}\n${signature}${signature}`],
  ["with no signature", 1, ({ body }) => `${body}\n`],
  ["with a witness alone", 1, ({ body }) => `${body}\n${witness()}`],
  ["without its origin", 1, ({ body, signature }) => `${body.replace(/^.*\n/, "")}\n${signature}`],
  [
    "of another origin",
    1,
    ({ body, signature }) => `${body.replace(/^.*\n/, "other.example\n")}\n${signature}`,
  ],
  [
    "with a leading zero",
    1,
    ({ body, signature }) => `${body.replace(/\n(\d+)\n/, "\n0$1\n")}\n${signature}`,
  ],
  ["with a line more", 1, ({ body, signature }) => `${body}one more\n\n${signature}`],
])("a checkpoint %s ends with %s", (_, exitCode, of) => {
  expect(verifiedBeside(of(checkpoint))).toBe(exitCode);
});

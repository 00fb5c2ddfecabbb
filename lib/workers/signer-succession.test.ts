import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openSignerFolder } from "./signer-folder.ts";
import { prepareSuccession } from "./signer-succession.ts";

const root = (byte: number) => new Uint8Array(32).fill(byte);
let data: string;
let folder: string;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "countersign-signer-"));
  folder = join(data, "signer");
});
afterEach(() => rm(data, { recursive: true, force: true }));

it("gives the successor its own key and number, and the head it must continue", async () => {
  const first = await openSignerFolder(folder, "log.example/main");
  await first.remember({ size: 20, root: root(1) });
  const { former, successor, install } = await prepareSuccession(folder, { size: 12, root: root(2) });
  expect(former.head).toEqual({ size: 20, root: root(1) });
  expect(successor.origin).toBe("log.example/main/2");
  // Nothing has changed until it is installed.
  expect(await (await openSignerFolder(folder, "log.example/main")).lastSigned()).toEqual(former.head);
  expect(await install()).toBe(`${folder}-1`);

  const second = await openSignerFolder(folder, "log.example/main");
  expect(second.key.name).toBe("log.example/main/2");
  expect(second.key.publicKey).not.toEqual(first.key.publicKey);
  expect(await second.lastSigned()).toEqual({ size: 12, root: root(2) });
  const kept = await openSignerFolder(`${folder}-1`, "log.example/main");
  expect(await kept.lastSigned()).toEqual({ size: 20, root: root(1) });

  const again = await prepareSuccession(folder, { size: 3, root: root(3) });
  expect(again.successor.origin).toBe("log.example/main/3");
  await again.install();
  expect((await readdir(data)).sort()).toEqual(["signer", "signer-1", "signer-2"]);
});

it("restarts after an interruption, and refuses where nothing was signed", async () => {
  const signer = await openSignerFolder(folder, "log.example");
  await expect(prepareSuccession(folder, { size: 1, root: root(1) })).rejects.toThrow("never signed");
  await signer.remember({ size: 2, root: root(1) });
  const broken = await prepareSuccession(folder, { size: 1, root: root(2) });
  const whole = await prepareSuccession(folder, { size: 1, root: root(2) });
  expect(whole.successor.origin).toBe(broken.successor.origin);
  expect(whole.successor.vkey).not.toBe(broken.successor.vkey);
  await whole.install();
  expect((await openSignerFolder(folder, "log.example")).key.name).toBe("log.example/2");
});

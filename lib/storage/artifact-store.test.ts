import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ArtifactStore, folderStore } from "./artifact-store.ts";

let root: string;
let store: ArtifactStore;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "countersign-artifacts-"));
  store = folderStore(root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const LIMITS = { sizeMax: 10, arrivingMax: 12 };
const left = async (workspace: string) =>
  (await readdir(join(root, workspace), { recursive: true, withFileTypes: true })).filter((e) => e.isFile())
    .length;

/** A file that arrives as the test sends it. */
function arriving(workspace: string) {
  const { readable, writable } = new TransformStream<Uint8Array>();
  const sender = writable.getWriter();
  const stored = store.put(workspace, readable, LIMITS);
  return {
    stored,
    send: async (bytes: number) => {
      void sender.write(new Uint8Array(bytes)).catch(() => {});
      await new Promise((done) => setTimeout(done, 30));
    },
    end: () => sender.close(),
  };
}

describe("an artifact that arrives", () => {
  it("is refused as soon as it is too large, and leaves nothing", async () => {
    expect(await store.put("w", new Uint8Array(11), LIMITS)).toBe("too-large");
    expect(await store.put("w", new Uint8Array(10), LIMITS)).toMatchObject({ size: 10 });
    expect(await left("w")).toBe(1);
  });

  it("shares the room of its workspace with what else arrives there, and gives it back", async () => {
    const first = arriving("w");
    await first.send(8);
    const second = arriving("w");
    await second.send(5);
    expect(await second.stored).toBe("no-room");
    const elsewhere = arriving("v");
    await elsewhere.send(8);
    elsewhere.end();
    expect(await elsewhere.stored).toMatchObject({ size: 8 });
    first.end();
    expect(await first.stored).toMatchObject({ size: 8 });
    const third = arriving("w");
    await third.send(10);
    third.end();
    expect(await third.stored).toMatchObject({ size: 10 });
    expect(await left("w")).toBe(2);
  });

  it("is gone once it is removed", async () => {
    const stored = await store.put("w", new Uint8Array(3), LIMITS);
    if (typeof stored === "string") throw new Error(stored);
    expect(await store.read("w", stored.digest)).not.toBeNull();
    await store.remove("w", stored.digest);
    expect(await store.read("w", stored.digest)).toBeNull();
  });
});

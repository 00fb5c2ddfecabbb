import { chmod, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cosignaturesBy } from "#lib/merkle/cosignature.ts";
import { parseNote } from "#lib/merkle/note.ts";
import { testWitness } from "#lib/testing/servers/witness.ts";
import { askingLog, grownLeaves } from "#lib/testing/worlds/growing-log.ts";
import { openWitnessFolder } from "./witness-folder.ts";

const log = askingLog();
const leaves = grownLeaves(60);
const fork = [...leaves.slice(0, 10), ...grownLeaves(50, "other")];
let witness: Awaited<ReturnType<typeof testWitness>>;

beforeEach(async () => {
  witness = await testWitness([log.key]);
});
afterEach(() => witness.close());

const statusOf = async (body: string): Promise<number> => (await witness.post(body)).status;
const seen = async () => (await witness.folder.seen())["log.example"]?.size;
/** When the witness says it signed this checkpoint. */
function timesIn(checkpoint: string, lines: string) {
  const note = parseNote(checkpoint + lines);
  if (!note.ok) throw new Error(note.error);
  return cosignaturesBy(witness.folder.key, note.value).map(({ seconds, holds }) => holds && seconds);
}

describe("over HTTP", () => {
  it("it answers with its signature and time, and keeps what it signed", async () => {
    witness.clock.now = () => new Date("2026-11-20T14:02:31.900Z");
    const answered = await witness.post(log.body(0, leaves.slice(0, 20)));
    expect(answered.status).toBe(200);
    expect(timesIn(log.note(leaves.slice(0, 20)), await answered.text())).toEqual([1_795_183_351]);
    expect(await seen()).toBe(20);
    expect(await statusOf(log.body(20, leaves))).toBe(200);
    expect(await seen()).toBe(60);
  });

  it("it names its size to a log that is behind", async () => {
    await witness.post(log.body(0, leaves.slice(0, 20)));
    const stale = await witness.post(log.body(0, leaves));
    expect(stale.status).toBe(409);
    expect(stale.headers.get("content-type")).toBe("text/x.tlog.size");
    expect(await stale.text()).toBe("20\n");
  });

  it("it refuses a rewritten past, keeps what it had and logs the proof of it", async () => {
    await witness.post(log.body(0, leaves.slice(0, 20)));
    expect(await statusOf(log.body(20, fork))).toBe(422);
    expect(await seen()).toBe(20);
    expect(witness.lines.join("\n")).toContain("refused a checkpoint");
    expect(await statusOf(log.body(20, leaves))).toBe(200);
  });

  it.each([
    ["GET", "/add-checkpoint", 405],
    ["POST", "/", 404],
    ["POST", "/add-checkpoint/", 404],
    ["POST", "/seen.json", 404],
  ])("%s %s answers %i", async (method, path, status) => {
    const body = method === "GET" ? null : log.body(0, leaves);
    expect((await fetch(`${witness.url}${path}`, { method, body })).status).toBe(status);
    expect(await seen()).toBeUndefined();
  });

  it("it reads no more than a checkpoint needs", async () => {
    expect(await statusOf(`${log.body(0, leaves)}${"x".repeat(70_000)}`)).toBe(413);
  });
});

describe("at once", () => {
  it("of two histories it cosigns one", async () => {
    await witness.post(log.body(0, leaves.slice(0, 10)));
    for (let round = 0; round < 5; round++) {
      const statuses = await Promise.all([log.body(10, leaves), log.body(10, fork)].map(statusOf));
      // The first to come is cosigned in the first round; after it the size has changed for both.
      expect(statuses.filter((status) => status === 200).length).toBe(round === 0 ? 1 : 0);
      expect(statuses.filter((status) => status === 409).length).toBe(round === 0 ? 1 : 2);
    }
  });

  it("it never goes back, in whatever order requests arrive", async () => {
    await witness.post(log.body(0, leaves.slice(0, 10)));
    const sizes = [20, 60, 30, 50, 40];
    const answers = await Promise.all(sizes.map((size) => witness.post(log.body(10, leaves.slice(0, size)))));
    const signed = sizes.filter((_, i) => answers[i]!.status === 200);
    expect(signed).toHaveLength(1);
    expect(await seen()).toBe(signed[0]);
  });
});

describe("its folder", () => {
  const open = (name = "witness.example/w1") => openWitnessFolder(witness.place, name);
  const state = () => join(witness.place, "seen.json");

  it("keeps the key to itself and only sizes and roots beside it", async () => {
    await witness.post(log.body(0, leaves));
    expect((await stat(join(witness.place, "witness.key"))).mode & 0o777).toBe(0o600);
    const [kept] = Object.values(JSON.parse(await readFile(state(), "utf8")) as Record<string, object>);
    expect(Object.keys(kept!)).toEqual(["size", "root"]);
    await chmod(join(witness.place, "witness.key"), 0o640);
    await expect(open()).rejects.toThrow("chmod 600");
  });

  it("survives the end of the process, a half-written file beside it included", async () => {
    await witness.post(log.body(0, leaves.slice(0, 20)));
    await writeFile(join(witness.place, "seen.json.partial"), '{"log.exa');
    const again = await open();
    expect(again.key).toEqual(witness.folder.key);
    expect((await again.seen())["log.example"]?.size).toBe(20);
  });

  it("is not guessed at: damaged, gone, or another witness's, it answers nothing", async () => {
    await witness.post(log.body(0, leaves.slice(0, 20)));
    for (const text of ["{", "[]", '{"log.example":{"size":-1,"root":""}}', "null"]) {
      await writeFile(state(), text);
      expect(await statusOf(log.body(20, leaves)), text).toBe(500);
      await expect(open(), text).rejects.toThrow("is damaged");
    }
    await rm(state());
    expect(await statusOf(log.body(0, leaves))).toBe(500);
    await expect(open()).rejects.toThrow("is missing, but this witness has cosigned before");
    await expect(open("witness.example/w2")).rejects.toThrow();
  });

  it("set back by its operator lets it cosign another past: what it signed before still contradicts that", async () => {
    const before = await readFile(state(), "utf8");
    const first = await witness.post(log.body(0, leaves));
    await writeFile(state(), before);
    const second = await witness.post(log.body(0, fork));
    expect([first.status, second.status]).toEqual([200, 200]);
    // Two signatures of one witness over different trees of one size: whoever holds both can show it.
    expect(timesIn(log.note(leaves), await first.text())).toHaveLength(1);
    expect(timesIn(log.note(fork), await second.text())).toHaveLength(1);
    expect(log.note(leaves).split("\n")[1]).toBe(log.note(fork).split("\n")[1]);
    expect(log.note(leaves).split("\n")[2]).not.toBe(log.note(fork).split("\n")[2]);
  });
});

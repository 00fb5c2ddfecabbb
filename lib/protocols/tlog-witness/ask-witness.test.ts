import type { RequestListener } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { formatWitnessKey } from "#lib/merkle/cosignature.ts";
import { listening, testWitness } from "#lib/testing/servers/witness.ts";
import { askingLog, grownLeaves } from "#lib/testing/worlds/growing-log.ts";
import { askWitness } from "./ask-witness.ts";
import { readWitnesses, type WitnessAddress } from "./witness-address.ts";

const log = askingLog();
const leaves = grownLeaves(30);
const now = () => new Date();
const closing: { close(): Promise<void> }[] = [];
let witness: Awaited<ReturnType<typeof testWitness>>;

beforeEach(async () => {
  witness = await testWitness([log.key]);
  closing.push(witness);
});
afterEach(async () => {
  await Promise.all(closing.splice(0).map((server) => server.close()));
});

/** A server that passes for the witness. */
async function impostor(listener: RequestListener): Promise<WitnessAddress> {
  const server = await listening(listener);
  closing.push(server);
  return { url: server.url, key: witness.folder.key };
}
const answering = (status: number, body: string) =>
  impostor((_, response) => void response.writeHead(status).end(body));
const linesFor = async (of = leaves): Promise<string> => {
  return (await witness.post(log.body(0, of))).text();
};

it("a cosignature is taken with its time, and a size with its number", async () => {
  const cosigned = await askWitness(witness.address, log.request(0, leaves.slice(0, 9)), now);
  expect(cosigned).toMatchObject({
    kind: "cosigned",
    line: expect.stringMatching(/^— witness.example\/w1 \S+\n$/),
  });
  expect(await askWitness(witness.address, log.request(0, leaves), now)).toEqual({ kind: "stale", size: 9 });
  const fork = [...leaves.slice(0, 5), ...grownLeaves(25, "other")];
  expect(await askWitness(witness.address, log.request(9, fork), now)).toMatchObject({
    kind: "contradicted",
  });
});

describe("an answer is refused", () => {
  const why = async (address: WitnessAddress, at = now) => {
    const asked = await askWitness(address, log.request(0, leaves), at);
    return asked.kind === "failed" ? asked.why : asked.kind;
  };

  it("that is a cosignature of an earlier checkpoint, sent again", async () => {
    expect(await why(await answering(200, await linesFor(leaves.slice(0, 29))))).toContain("does not match");
  });

  it("that is an old cosignature of this checkpoint, sent again", async () => {
    const lines = await linesFor();
    const later = () => new Date(Date.now() + 11 * 60_000);
    expect(await why(await answering(200, lines), later)).toContain("dated 11 minutes from now");
    expect(await why(await answering(200, lines))).toBe("cosigned");
  });

  it("that is dated ahead of time", async () => {
    witness.clock.now = () => new Date(Date.now() + 3_600_000);
    expect(await why(witness.address)).toContain("dated 60 minutes from now");
  });

  it("by another key, under another name or under the witness's own", async () => {
    for (const name of ["other.example", "witness.example/w1"]) {
      const other = await testWitness([log.key], name);
      closing.push(other);
      expect(await why({ ...other.address, key: witness.folder.key })).toContain("no signature by its key");
    }
  });

  it("that holds a forged signature beside the true one", async () => {
    const lines = await linesFor();
    const forged = lines.replace(/.{6}\n$/, "AAAA==\n");
    expect(await why(await answering(200, forged + lines))).toMatch(/does not match|not a list/);
  });

  it.each([
    ["nothing", 200, "", "no signature by its key"],
    ["a page", 200, "<html>\n", "not a list of signatures"],
    ["an error", 500, "out of\u001b[31m order\n", "answered 500: out of?[31m order"],
    ["a conflict without a size", 409, "yes\n", "answered 409: yes"],
    ["a flood", 200, "x".repeat(100_000), "more than 16384 bytes"],
  ])("with %s", async (_, status, body, text) => {
    expect(await why(await answering(status, body))).toContain(text);
  });

  it("that leads elsewhere", async () => {
    const target = witness.url;
    const away = await impostor((_, response) => void response.writeHead(307, { location: target }).end());
    expect(await why(away)).toContain("cannot be reached");
  });

  it("from where nobody listens", async () => {
    await witness.close();
    expect(await why(witness.address)).toContain("cannot be reached");
  });

  it("that does not come", async () => {
    const silent = await impostor(() => {});
    expect(await why(silent)).toBe("did not answer within 5 s");
  }, 15_000);
});

describe("the setting", () => {
  it("names each witness by address and key", () => {
    const key = formatWitnessKey(witness.folder.key);
    expect(readWitnesses(undefined)).toEqual([]);
    expect(readWitnesses(` https://w.example/a ${key} ,\n`)).toEqual([
      { url: "https://w.example/a", key: witness.folder.key },
    ]);
    for (const wrong of [
      key,
      "https://w.example",
      `ftp://w.example ${key}`,
      `https://w.example ${key}x`,
      `w ${key}`,
    ])
      expect(() => readWitnesses(wrong), wrong).toThrow("not an address and a key");
    expect(() => readWitnesses(`https://a.example ${key}, https://b.example ${key}`)).toThrow("twice");
  });
});

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { changedJson, changedLines, put } from "#lib/testing/packets/packet-folder.ts";
import { shownIn, streamsIn, thinned, withoutProof } from "#lib/testing/packets/thinning.ts";
import { TELLING_MS, toldPackets } from "#lib/testing/packets/told-packets.ts";
import { commandLine } from "#lib/testing/servers/command-line.ts";
import { proposed, signProposal } from "#lib/testing/worlds/policies.ts";
import { oneCouncil, sign } from "#lib/testing/worlds/releases.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { SEATS } from "#lib/testing/worlds/world.ts";

let told: Awaited<ReturnType<typeof toldPackets>>;
/** Of a release that was approved after another of the same version was rejected and while the policy became stricter. */
let approved: PacketFiles;
let rejected: string;
let sona: Person;

beforeAll(async () => {
  told = await toldPackets();
  const { here, people, submit } = told.world;
  const bad = await submit(3);
  await sign(here, people.erik, { release: bad, seat: "engineering", decision: "reject" });
  const release = await submit(3);
  sona = await here.person("Sona Petrov", ["reviewer"], ["security"]);
  const stricter = oneCouncil(...SEATS, { function: "security", min: 1 });
  const proposal = await proposed(here, people.ada, stricter);
  await signProposal(here, sona, { ...proposal, seat: "security" });
  await signProposal(here, people.carla, { ...proposal, seat: "compliance" });
  await sign(here, people.dara, { release, seat: "data-science" });
  await told.log.seal();
  approved = await told.packetOf(release);
  const offered = shownIn(approved).filter(({ action }) => action === "version.offered");
  rejected = `${offered.find(({ data }) => data["number"] === bad)?.data["release"]}`;
}, TELLING_MS);
afterAll(() => told?.close());

const verified = (files: PacketFiles) => told.verified(files);

it("as exported they are complete, and the command's last line says so", async () => {
  for (const files of [approved, told.packets.completed, told.packets.takenBack]) {
    const { folder, said } = verified(files);
    expect(said).toEqual([]);
    const { code, text } = await commandLine("verify", folder, "--vkey", told.log.vkey);
    expect({ code, last: text.split("\n").at(-1) }).toEqual({
      code: 0,
      last: "The packet is complete and true.",
    });
  }
});

describe("left out", () => {
  it("a breach with its rollback and its incident", () => {
    const files = told.packets.takenBack;
    const at = shownIn(files).find(({ action }) => action === "rollout.rolling-back")!.occurred_at;
    const before = thinned(files, ({ occurred_at }) => occurred_at < at);
    const open = changedJson(before, "rollout.json", (it) => {
      const ended = ["endedAt", "breachAt", "detectedAt", "decidedAt", "actuatedAt"];
      for (const field of ended) it[field] = null;
      it["state"] = "running";
      const last = (it["steps"] as unknown[]).length - 1;
      put(it, `steps.${last}.leftAt`, null);
      put(it, `steps.${last}.outcome`, null);
      it["exposures"] = (it["exposures"] as unknown[]).slice(0, -1);
    });
    const releasing = changedJson(open, "release.json", (it) => {
      it["state"] = "releasing";
    });
    const calm = changedLines(releasing, "gate-verdicts.ndjson", (lines) =>
      lines.filter(({ decidedAt }) => `${decidedAt}` < at),
    );
    const { exitCode, said } = verified(calm);
    expect(exitCode).toBe(3);
    expect(said).toContainEqual(
      expect.stringMatching(/^entries.ndjson: lacks events \d+ to \d+ of rollout\//),
    );
    expect(said).toContainEqual(expect.stringMatching(/^entries.ndjson: lacks events 1 to 1 of incident\//));
  });

  it("a stricter policy", () => {
    const ofSona = (stream: string) => stream.endsWith(`/${sona.id}`);
    const loose = thinned(
      approved,
      ({ stream, stream_seq }) => !ofSona(stream) && (!stream.startsWith("policy/") || stream_seq < 2),
    );
    const { exitCode, said } = verified(withoutProof(loose, ofSona));
    expect(exitCode).toBe(3);
    expect(said).toContainEqual(expect.stringMatching(/^entries.ndjson: lacks events 2 to 5 of policy\//));
  });

  it("an earlier rejection of the same version, with its proof", () => {
    const of = (stream: string) => stream === `release/${rejected}`;
    expect(shownIn(approved).some(({ stream }) => of(stream))).toBe(true);
    const { exitCode, said } = verified(
      withoutProof(
        thinned(approved, ({ stream }) => !of(stream)),
        of,
      ),
    );
    expect(exitCode).toBe(3);
    expect(said).toContain(`streams.ndjson: lacks release/${rejected}`);
  });
});

it("no stream can be left out, with or without its proof, nor cut at its end", () => {
  for (const files of [approved, told.packets.takenBack])
    for (const { stream, length } of streamsIn(files)) {
      const unproven = withoutProof(files, (one) => one === stream);
      expect(verified(unproven).exitCode, `${stream} unproven`).not.toBe(0);
      if (length === 0) continue;
      const without = thinned(files, (entry) => entry.stream !== stream);
      expect(verified(without).exitCode, `${stream} left out`).not.toBe(0);
      expect(
        verified(withoutProof(without, (one) => one === stream)).exitCode,
        `${stream} left out with its proof`,
      ).not.toBe(0);
      const cut = thinned(files, (entry) => entry.stream !== stream || entry.stream_seq < length);
      expect(verified(cut).exitCode, `${stream} cut`).not.toBe(0);
    }
});

describe("the absence of an incident", () => {
  const isIncident = ({ stream }: { stream: string }) => stream.startsWith("incident/");
  const forgedAbsence = (
    change: (line: Record<string, unknown>, all: Record<string, unknown>[]) => object,
  ) => {
    const without = thinned(told.packets.takenBack, (entry) => !isIncident(entry));
    const { stream } = streamsIn(told.packets.takenBack).find((one) => isIncident(one) && one.length > 0)!;
    return verified(
      changedLines(without, "streams.ndjson", (lines) =>
        lines.map((line) => (line["stream"] === stream ? { ...line, ...change(line, lines) } : line)),
      ),
    );
  };
  it.each([
    ["claimed", () => ({ length: 0, last: "" })],
    ["claimed with nothing on the way", () => ({ length: 0, last: "", siblings: [] })],
    [
      "borrowed from a stream that does not exist",
      (_: object, all: Record<string, unknown>[]) => {
        const { siblings, other } = all.find(({ length }) => length === 0)!;
        return { length: 0, last: "", siblings, other };
      },
    ],
    [
      "claimed by the head itself",
      ({ length, last }: Record<string, unknown>) => ({
        length: 0,
        last: "",
        other: { key: "0".repeat(64), length, last },
      }),
    ],
  ])("is not to be %s", (_, change) => {
    const { exitCode, said } = forgedAbsence(change);
    expect(exitCode).toBe(1);
    expect(said).toContainEqual(expect.stringMatching(/^streams.ndjson line \d+: does not prove where/));
  });
});

it("an older checkpoint shows only what was until then, and the newer one that somebody kept says so", async () => {
  const { here, people, submit } = told.world;
  const release = await submit(3);
  await told.log.seal();
  const older = await told.packetOf(release);
  await sign(here, people.erik, { release, seat: "engineering", decision: "reject" });
  await told.log.seal();
  const newer = await told.packetOf(release);
  const { folder, exitCode } = verified(older);
  expect(exitCode).toBe(0);
  const kept = join(told.folder, "kept-checkpoint");
  writeFileSync(kept, newer["checkpoint"]!);
  const { code, text } = await commandLine("verify", folder, "--vkey", told.log.vkey, "--checkpoint", kept);
  expect({ code, text }).toMatchObject({
    code: 3,
    text: expect.stringMatching(/the leaves from \d+ are missing/),
  });
  const grafted = { ...newer, "streams.ndjson": older["streams.ndjson"]! };
  expect(verified(grafted).exitCode).toBe(1);
});

import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { changed, writePacket } from "#lib/testing/packets/packet-folder.ts";
import { TELLING_MS, toldPackets } from "#lib/testing/packets/told-packets.ts";
import { commandLine } from "#lib/testing/servers/command-line.ts";

let told: Awaited<ReturnType<typeof toldPackets>>;
beforeAll(async () => {
  told = await toldPackets();
}, TELLING_MS);
afterAll(() => told?.close());

/** What the command prints between its checks and its verdict. */
async function storyOf(files: PacketFiles): Promise<string[]> {
  const folder = writePacket(mkdtempSync(join(told.folder, "packet-")), files);
  const { text } = await commandLine("verify", folder, "--vkey", told.log.vkey);
  return text
    .split("\n")
    .slice(0, -1)
    .filter((line) => !/^(ok|tampered|incomplete|unproven| {11}) /.test(line));
}

it("says who signed what, what was overruled and how it went", async () => {
  const story = await storyOf(told.packets.completed);
  expect(story.length).toBeLessThanOrEqual(10);
  expect(story[0]).toMatch(
    /^Release 2: v2 of flight-delay \(sha256:[0-9a-f]{64}\) on production, in place of v1$/,
  );
  const text = story.join("\n");
  expect(text).toMatch(/^Opened: by Jonas Lindqvist, 2026-11-23 \d\d:\d\d UTC, edited once$/m);
  expect(text).toMatch(/^Signed: .*Erik Holm requested changes for engineering in round 1 by password/m);
  expect(text).toMatch(/^Signed: .*Carla Diaz approved for compliance in round 2/m);
  // Erik lifted his own objection.
  expect(text).toMatch(
    /^Overruled: the failing check compared-with-live, by Dara Quinn, .*Rhea Cole at the start$/m,
  );
  expect(text).toMatch(/^Rollout 2: advanced to canary .*; completed /m);
});

it("says that it was rolled back, why, and with which incident", async () => {
  const text = (await storyOf(told.packets.takenBack)).join("\n");
  expect(text).toMatch(/^Then: .*approval lapsed .*started by Rhea Cole .*rolled back /m);
  expect(text).toMatch(/^Rollout 3: .*rolled back in canary .*: Log-loss: Worse by/m);
  expect(text).toMatch(/^Incidents: 1, open$/m);
});

it("tells nothing of a packet that was tampered with", async () => {
  const forged = changed(told.packets.completed, "people.json", (text) =>
    text.replace("Carla Diaz", "Clara Diaz"),
  );
  expect(await storyOf(forged)).toEqual([]);
});

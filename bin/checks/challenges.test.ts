import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { editThread } from "#lib/releases/commands/edit-thread.ts";
import { lapseRelease } from "#lib/releases/commands/lapse-release.ts";
import { replyThread } from "#lib/releases/commands/reply-thread.ts";
import { resolveThread } from "#lib/releases/commands/resolve-thread.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { altering, forged, without } from "#lib/testing/packets/forging.ts";
import { verdictOn } from "#lib/testing/packets/verdict.ts";
import { answering, ask, challenge, challenged, judge, settled } from "#lib/testing/worlds/discussion.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { SEATS, testWorld, type World } from "#lib/testing/worlds/world.ts";

let world: World;
let log: Awaited<ReturnType<typeof sealedLog>>;
let packet: PacketFiles;
const folder = mkdtempSync(join(tmpdir(), "countersign-challenges-"));
beforeAll(async () => {
  world = await testWorld(challenged(...SEATS));
  log = await sealedLog(world.here.database);
  const release = await eventful();
  await log.seal();
  packet = (await world.here.see(evidencePacket, { release }, world.people.vic)).files;
}, 180_000);
afterAll(async () => {
  await log?.close();
  await world?.here.close();
  rmSync(folder, { recursive: true });
});

/**
 * A thread is edited and resolved. One challenge is found not satisfactory at first, another is settled by somebody who
 * leaves, so that the approval lapses until a peer judges the answer in their place.
 */
async function eventful(): Promise<number> {
  const { here, people, submit } = world;
  const peer = await here.person("Cleo Peer", ["reviewer"], ["compliance"]);
  const leaving = await here.person("Lea Leaving", ["reviewer"], ["compliance"]);
  const release = await submit(2);
  await ask(here, people.vic, { release, anchor: { at: "guardrail", guardrail: "log-loss" } });
  const thread = { release, thread: 1 };
  await here.make(replyThread, { ...thread, text: "Added.", mentions: [people.vic.id] }, people.priya);
  await here.make(editThread, { ...thread, post: 2, version: 1, text: "Added to report 61." }, people.priya);
  await here.make(resolveThread, thread, people.vic);
  await challenge(here, people.dara, { release, seat: "data-science" });
  const first = { release, thread: 2 };
  await answering(here, people.jonas, first);
  await judge(here, people.dara, first, false);
  await answering(here, people.jonas, first);
  await judge(here, people.dara, first);
  const second = await settled(here, { challenger: leaving, author: people.jonas }, release);
  await world.approve(release);
  await here.make(disablePerson, { personId: leaving.id, reason: "Left." }, people.ada);
  await here.make(lapseRelease, { release }, here.system);
  await judge(here, peer, second);
  await world.start(release);
  return release;
}

const verified = (files: PacketFiles) => {
  const { exitCode, said } = verdictOn(files, folder);
  return { exitCode, said };
};
type Entries = Parameters<Parameters<typeof forged>[1]>[0];
const changed = (change: (entries: Entries) => Entries) => verified(forged(packet, change));

/** The same entry by another person. */
const by = (name: "priya" | "dara" | "vic", action: string, at: number) =>
  altering(action, at, (entry) => {
    entry.actor = { ...entry.actor, id: world.people[name].id };
  });

it("threads and challenges verify offline", () => {
  const { exitCode, said } = changed((entries) => entries);
  expect(said).toEqual([]);
  expect(exitCode).toBe(0);
});

it.each<[string, (entries: Entries) => Entries, string]>([
  ["a finding that an answer is satisfactory left out", without("challenge.judged", 1), "approved"],
  [
    "a finding turned around",
    altering("challenge.judged", 2, ({ data }) => {
      data["satisfied"] = false;
    }),
    "approved",
  ],
  ["a challenge left out", without("challenge.raised", 1), "is in a thread that nobody opened"],
  ["a challenge by a contributor", by("priya", "challenge.raised", 0), "contributor-cannot-sign"],
  ["an answer by the challenger", by("dara", "challenge.answered", 0), "own-challenge"],
  ["an answer by a stranger", by("vic", "challenge.answered", 0), "not-yours-to-answer"],
  [
    "an answer by a token",
    altering("challenge.answered", 0, (entry) => {
      entry.actor = { ...entry.actor, type: "service" };
    }),
    "is by no person",
  ],
  [
    "a finding of another version",
    altering("challenge.judged", 0, ({ data }) => {
      data["version"] = 2;
    }),
    "answer-changed",
  ],
  [
    "a peer's finding that passes for the challenger's own",
    altering("challenge.judged", 3, ({ data }) => {
      delete data["instead"];
    }),
    "not-the-challenger",
  ],
  [
    "a finding in the place of a challenger who is there",
    altering("challenge.judged", 1, ({ data }) => {
      data["instead"] = true;
    }),
    "in the place of a challenger who could judge themselves",
  ],
  ["a thread resolved by another", by("priya", "thread.resolved", 0), "not-your-thread"],
  ["an edit by another", by("vic", "thread.edited", 0), "not-your-post"],
  [
    "a finding that names no window",
    altering("challenge.judged", 1, ({ data }) => {
      delete data["independenceDays"];
    }),
    "names no window of independence",
  ],
  ["the lapse left out", without("release.lapsed", 0), "was not allowed"],
])("a packet with %s is found", (_, change, finding) => {
  const { exitCode, said } = changed(change);
  expect(said.join("\n")).toContain(finding);
  expect(exitCode).toBe(1);
});

import { afterAll, beforeAll, expect, it } from "vitest";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { settleRelease } from "#lib/releases/commands/settle-release.ts";
import { TEST_LOG } from "#lib/testing/packets/evidence-packet.ts";
import { altering, type Forging, forged } from "#lib/testing/packets/forging.ts";
import { changedLines, put } from "#lib/testing/packets/packet-folder.ts";
import { packetOf } from "#lib/testing/packets/packet-of.ts";
import { compareThird, gatedWorld, incidentOn } from "#lib/testing/worlds/gated.ts";

/** A release that waited for a gate with every seat met, was approved when it passed, and started. */
let told: Awaited<ReturnType<typeof packetOf>>;
let files: PacketFiles;
beforeAll(async () => {
  told = await packetOf(
    async (world) => {
      const { here, submit, approve, start } = world;
      await compareThird(world);
      const release = await submit(3);
      const close = await incidentOn(world);
      await approve(release);
      await close();
      await here.make(settleRelease, { release }, here.system);
      await start(release);
      return release;
    },
    () => gatedWorld(),
  );
  ({ packet: files } = told);
}, 120_000);
afterAll(() => told?.close());

const said = (packet: PacketFiles, vkey?: string): string => told.said(packet, vkey).join("\n");

it("gates asked again from the dossiers in the packet say what the log says", () => {
  expect(said(files)).toBe("");
  expect(files["dossiers.ndjson"]?.split("\n").length).toBeGreaterThan(2);
});

const gatesIn = (data: Record<string, unknown>) =>
  data["gates"] as { dossier: string; policy: number; results: { id: string; status: string }[] };

/** The packet with every dossier as `change` leaves it, under the digest it then has, in the log too. */
function redressed(change: (content: Record<string, unknown>) => void): PacketFiles {
  const renamed = new Map<string, string>();
  const dressed = changedLines(files, "dossiers.ndjson", (lines) =>
    lines.map((line) => {
      const { digest, content } = line as { digest: string; content: Record<string, unknown> };
      change(content);
      renamed.set(digest, digestOfJson(content));
      return { digest: digestOfJson(content), content };
    }),
  );
  return forged(dressed, (entries) => {
    for (const { data } of entries)
      if (data["gates"]) gatesIn(data).dossier = renamed.get(gatesIn(data).dossier) ?? gatesIn(data).dossier;
    return entries;
  });
}

it.each<[string, Forging, string]>([
  [
    "an approval that says nothing of the gates",
    altering("release.approved", 0, ({ data }) => delete data["gates"]),
    "does not record what the gates of policy 1 said",
  ],
  [
    "a start that says nothing of them",
    altering("release.started", 0, ({ data }) => delete data["gates"]),
    "does not record what the gates of policy 1 said",
  ],
  [
    "a gate recorded as passed",
    altering("verdict.cast", 2, ({ data }) => {
      for (const result of gatesIn(data).results) result.status = "pass";
    }),
    "records gates that say otherwise over its dossier",
  ],
  [
    "a gate left out",
    altering("release.started", 0, ({ data }) => {
      gatesIn(data).results.pop();
    }),
    "records gates that say otherwise over its dossier",
  ],
  [
    "a dossier that nobody has",
    altering("release.approved", 0, ({ data }) => put(data, "gates.dossier", digestOfJson("none"))),
    "names a dossier that is not in the packet",
  ],
  [
    "gates of another policy",
    altering("release.approved", 0, ({ data }) => put(data, "gates.policy", 7)),
    "asked the gates of another policy",
  ],
  [
    "an approval with the last seat, over a gate that failed",
    (entries) => {
      const last = entries.findLast(({ action }) => action === "verdict.cast")!;
      const approved = entries.findLast(({ action }) => action === "release.approved")!;
      delete approved.data["lapsed"];
      expect(last.stream).toBe(approved.stream);
      return entries;
    },
    "release.approved followed, although the signatures did not lead to it",
  ],
])("a log rewritten by a holder of the key is detected: %s", (_, change, finding) => {
  expect(said(forged(files, change), TEST_LOG.vkey)).toContain(finding);
});

it("a dossier with fewer incidents, another plan or another release is detected", () => {
  const closed = redressed((content) => put(content, "history.openIncidents", 0));
  expect(said(closed, TEST_LOG.vkey)).toContain("records gates that say otherwise over its dossier");
  const planned = redressed((content) => put(content, "plan.holdoutPercent", 1));
  expect(said(planned, TEST_LOG.vkey)).toContain("names a dossier of another release: plan.holdoutPercent");
  const later = redressed((content) => put(content, "release.round", 9));
  expect(said(later, TEST_LOG.vkey)).toContain("names a dossier of another release: round");
});

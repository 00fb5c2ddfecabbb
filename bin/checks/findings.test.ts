import { afterAll, beforeAll, expect, it } from "vitest";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { openFinding } from "#lib/councils/commands/open-finding.ts";
import { resolveFinding } from "#lib/councils/commands/resolve-finding.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { TEST_LOG } from "#lib/testing/packets/evidence-packet.ts";
import { altering, type Forging, forged, without } from "#lib/testing/packets/forging.ts";
import { packetOf } from "#lib/testing/packets/packet-of.ts";
import { gate, gated } from "#lib/testing/worlds/gated.ts";
import { MODEL, testWorld, type World } from "#lib/testing/worlds/world.ts";

/** A release that was approved with one mild finding open, after a high one was resolved. */
let told: Awaited<ReturnType<typeof packetOf>>;
let world: World;
let files: PacketFiles;
beforeAll(async () => {
  told = await packetOf(
    async (world) => {
      const { here, people, submit, approve, start } = world;
      const asked = {
        model: MODEL,
        title: "Late nights",
        hypothesis: "Too few of them were in the training data.",
        owner: people.jonas.id,
        dueAt: daysLater(here.clock.now, 9).toISOString(),
      };
      await here.make(openFinding, { ...asked, severity: "low" }, people.vic);
      const { number } = await here.make(openFinding, { ...asked, severity: "high" }, people.vic);
      await here.make(resolveFinding, { model: MODEL, number, reason: "More were added." }, people.vic);
      const release = await approve(await submit(2));
      await start(release);
      return release;
    },
    () => testWorld(gated(gate("in-hand", 'findings.all(f, f.severity != "high")'))),
  );
  ({ world, packet: files } = told);
}, 120_000);
afterAll(() => told?.close());

const said = (packet: PacketFiles, vkey?: string): string => told.said(packet, vkey).join("\n");

it("the findings that gates read are those of the log", () => {
  expect(said(files)).toBe("");
  expect(files["dossiers.ndjson"]).toContain('"severity":"low"');
});

const OTHER = "names a dossier with other findings than the log has";
it.each<[string, Forging, string]>([
  ["a finding left out of the log", without("finding.opened"), OTHER],
  ["one that was never resolved", without("finding.resolved"), OTHER],
  [
    "a milder one",
    altering("finding.opened", 0, ({ data }) => {
      data["severity"] = "medium";
    }),
    OTHER,
  ],
  [
    "one of another version",
    altering("finding.opened", 0, ({ data }) => {
      data["version"] = 3;
    }),
    OTHER,
  ],
  [
    "one resolved by its owner",
    altering("finding.resolved", 0, ({ actor }) => {
      actor.id = world.people.jonas.id;
    }),
    "should have been refused (own-finding)",
  ],
])("a log rewritten by a holder of the key is detected: %s", (_, change, finding) => {
  expect(said(forged(files, change), TEST_LOG.vkey)).toContain(finding);
});

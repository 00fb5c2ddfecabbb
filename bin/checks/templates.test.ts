import { afterAll, beforeAll, expect, it } from "vitest";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { openRelease } from "#lib/releases/commands/open-release.ts";
import { TEST_LOG } from "#lib/testing/packets/evidence-packet.ts";
import { altering, type Forging, forged, without } from "#lib/testing/packets/forging.ts";
import { packetOf } from "#lib/testing/packets/packet-of.ts";
import { testCase } from "#lib/testing/worlds/releases.ts";
import { publishedTemplate, slower } from "#lib/testing/worlds/templates.ts";
import { MODEL } from "#lib/testing/worlds/world.ts";
import { worldPlan } from "#lib/testing/worlds/world-plan.ts";

/** A draft from a template whose guardrails are locked, in two rounds. */
let told: Awaited<ReturnType<typeof packetOf>>;
let files: PacketFiles;
beforeAll(async () => {
  told = await packetOf(async ({ here, people }) => {
    const { id, version } = await publishedTemplate(here, people.ada);
    const target = { model: MODEL, version: 2, pointer: "production" };
    const opened = { ...target, case: testCase, plan: worldPlan, template: { id, version } };
    const { number: release } = await here.make(openRelease, opened, people.jonas);
    await here.make(editRelease, { release, round: 1, plan: slower }, people.jonas);
    return release;
  });
  files = told.packet;
}, 120_000);
afterAll(() => told?.close());

const said = (packet: PacketFiles, vkey?: string): string => told.said(packet, vkey).join("\n");

it("a release from a template verifies, and its packet has the templates' stream", () => {
  expect(said(files)).toBe("");
  expect(files["entries.ndjson"]).toContain('\\"template.published\\"');
});

const OTHER = `sha256:${"0".repeat(64)}`;
const LOCKED = "changes the guardrails of its plan, which its template locks";

it.each<[string, Forging, string]>([
  ["no template", without("template.published"), "names a template that was not published by then"],
  [
    "another template's content",
    altering("template.published", 0, ({ data }) => {
      data["digest"] = OTHER;
    }),
    "names other content than its template has",
  ],
  [
    "a template that locks other guardrails",
    altering("template.published", 0, ({ data }) => {
      data["parts"] = { ...(data["parts"] as object), guardrails: OTHER };
    }),
    LOCKED,
  ],
  [
    "a release that was made from none",
    altering("release.opened", 0, ({ data }) => {
      delete data["template"];
    }),
    "does not name the template that the log says it was made from",
  ],
  [
    "a template that was published later",
    (entries) => {
      const published = entries.find(({ action }) => action === "template.published")!;
      published.occurred_at = "2030-01-01T00:00:00.000Z";
      return entries;
    },
    "names a template that was not published by then",
  ],
])("a log rewritten by a holder of the key is detected: %s", (_, change, message) => {
  expect(said(forged(files, change), TEST_LOG.vkey)).toContain(message);
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { issueLink } from "#lib/access/commands/issue-link.ts";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { consentSigning } from "#lib/councils/commands/consent-signing.ts";
import { waitingSigners } from "#lib/councils/queries/waiting-signers.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { TEST_LOG } from "#lib/testing/packets/evidence-packet.ts";
import { altering, type Forgeable, type Forging, forged, without } from "#lib/testing/packets/forging.ts";
import { TELLING_MS } from "#lib/testing/packets/told-packets.ts";
import { verdictOn } from "#lib/testing/packets/verdict.ts";
import { provenFor } from "#lib/testing/worlds/factors.ts";
import { redeem } from "#lib/testing/worlds/joining.ts";
import { oneCouncil } from "#lib/testing/worlds/releases.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { PASSWORD } from "#lib/testing/worlds/workspace.ts";
import { SEATS, testWorld, type World } from "#lib/testing/worlds/world.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-waits-"));
let world: World;
let vkey: string;
let files: PacketFiles;
beforeAll(async () => {
  vi.stubEnv("SECRET", "a secret of the tests, long enough");
  world = await testWorld({ ...oneCouncil(...SEATS), people: { factorWaitHours: 24 } });
  const log = await sealedLog(world.here.database);
  vkey = log.vkey;
  const release = await consentedRelease();
  await log.seal();
  ({ files } = await world.here.see(evidencePacket, { release }, world.people.vic));
  await log.close();
}, TELLING_MS);
afterAll(async () => {
  await world?.here.close();
  rmSync(folder, { recursive: true });
});

/** Dara gets a new password by a link, Petra consents, and Dara signs with Erik and Carla. */
async function consentedRelease(): Promise<number> {
  const { here, people, submit, approve } = world;
  const petra = await here.person("Petra Park", ["reviewer"], ["product"]);
  const personId = people.dara.id;
  here.clock.now = new Date(here.clock.now.getTime() + 25 * HOUR_MS);
  const release = await submit(2);
  const proof = await provenFor(here, people.ada, "issue-link", personId);
  await redeem(
    here,
    await here.make(issueLink, { personId, reason: "Lost.", ...proof }, people.ada),
    PASSWORD,
  );
  const { signers } = await here.see(waitingSigners, {}, petra);
  const { since } = signers[0]!;
  const own = await provenFor(here, petra, "consent-signing", `${personId}/${since}`);
  await here.make(consentSigning, { personId, since, reason: "Met her.", ...own }, petra);
  return approve(release);
}

function verified(packet: PacketFiles, key: string) {
  const { exitCode, said, of } = verdictOn(packet, folder, { vkey: key });
  return { exitCode, said: said.join("\n"), says: of("provenance")?.says };
}
const afterForging = (change: Forging) => verified(forged(files, change), TEST_LOG.vkey);

it("takes a signature within the wait that somebody independent consented to, and tells who", () => {
  const { exitCode, said, says } = verified(files, vkey);
  expect(said).toBe("");
  expect(exitCode).toBe(0);
  expect(says).toMatch(/Dara Quinn for data-science.*Petra Park consented to their signing on 2026-/);
});

/** The entries of Petra's own streams: she is the last to have joined. */
const petras = (entries: readonly Forgeable[]): Forgeable[] => {
  const { stream } = entries.findLast(({ action }) => action === "person.invited")!;
  return entries.filter((entry) => entry.stream === stream);
};

it.each<[string, Forging, string]>([
  ["without its consent", without("signing.consented"), "is by somebody who was to wait until"],
  [
    "with a consent to another renewal",
    altering("signing.consented", 0, ({ data }) => {
      data["since"] = "2026-11-01T08:00:00.000Z";
    }),
    "is by somebody who was to wait until",
  ],
  [
    "with a consent by somebody without a function",
    (entries) =>
      entries.filter((entry) => !petras(entries).includes(entry) || entry.action !== "function.confirmed"),
    "does not count: You hold no function",
  ],
  [
    "with a consent by an admin",
    (entries) => {
      for (const { action, data } of petras(entries))
        if (action === "person.invited") data["roles"] = ["admin"];
      return entries;
    },
    "does not count: An admin can neither",
  ],
  [
    "with a consent by somebody in the hand of whoever reset them",
    (entries) => {
      const ada = { type: "user", id: world.people.ada.id };
      for (const entry of petras(entries)) {
        if (entry.action === "link.issued") Object.assign(entry, { actor: ada });
        if (entry.action.startsWith("link.")) entry.data["via"] = "handed-over";
      }
      return entries;
    },
    "does not count: You are not independent",
  ],
])("refuses it %s", (_, change, finding) => {
  const { exitCode, said } = afterForging(change);
  expect(said).toContain(finding);
  expect(exitCode).toBe(1);
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { noteSitting } from "#lib/councils/commands/note-sitting.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { sign, signing } from "#lib/testing/worlds/releases.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { sittingHall } from "#lib/testing/worlds/sittings.ts";
import { testWorld } from "#lib/testing/worlds/world.ts";
import { RELEASE_CHECKS } from "../../../bin/packet-checks.ts";
import { verifyPacket } from "../../../bin/verify-packet.ts";
import { writePacket } from "./packet-folder.ts";

/**
 * The packet of a release that was heard in a sitting: Erik signed in writing, the others in the sitting, the secretary after she
 * had given all factors. The minutes are signed.
 */
export async function sittingPacket() {
  const world = await testWorld();
  const { here, people } = world;
  const log = await sealedLog(here.database);
  const folder = mkdtempSync(join(tmpdir(), "countersign-sittings-"));
  const hall = await sittingHall(world);
  const later = () => {
    here.clock.now = new Date(here.clock.now.getTime() + MINUTE_MS);
  };
  const release = await world.submit(2);
  await sign(here, hall.erik, { release, seat: "engineering" });
  later();
  const sittingId = await hall.open(hall.everybody.filter(({ seat }) => seat !== "engineering"));
  const { item } = await hall.itemOf(sittingId, `/releases/${release}`);
  await hall.start(sittingId, item);
  later();
  await hall.vouch(sittingId, hall.secretary);
  const input = await signing(here, hall.secretary, { release, seat: "data-science" });
  await here.make(castVerdict, input, hall.secretary);
  await sign(here, hall.chair, { release, seat: "compliance" });
  await here.make(noteSitting, { sittingId, item, text: "Read out." }, hall.secretary);
  await hall.record(sittingId, item);
  later();
  await hall.confirm(await hall.close(sittingId));
  await log.seal();
  const { files } = await here.see(evidencePacket, { release }, people.vic);
  /** What the verifier finds wrong with it. */
  const said = (packet: PacketFiles, vkey = log.vkey): string[] => {
    const place = writePacket(mkdtempSync(join(folder, "packet-")), packet);
    const { outcomes } = verifyPacket(place, { vkey, checks: RELEASE_CHECKS });
    return outcomes.flatMap(({ findings }) => findings.map(({ message }) => message));
  };
  const close = async () => {
    await log.close();
    await here.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { files, said, ids: { erik: hall.erik.id, vic: people.vic.id }, close };
}

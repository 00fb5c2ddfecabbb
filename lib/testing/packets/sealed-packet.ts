import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { sign, signing } from "#lib/testing/worlds/releases.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { sealedBoard } from "#lib/testing/worlds/sealing.ts";
import { testWorld } from "#lib/testing/worlds/world.ts";
import { RELEASE_CHECKS } from "../../../bin/packet-checks.ts";
import { verifyPacket } from "../../../bin/verify-packet.ts";
import { writePacket } from "./packet-folder.ts";

/**
 * The packet of a release under sealed verdicts: Dara gave hers twice, Carla requested changes and approved after the
 * reveal, which says why. `before` is the packet as it was while they were sealed.
 */
export async function sealedPacket() {
  const world = await testWorld();
  const { here, people } = world;
  const log = await sealedLog(here.database);
  const folder = mkdtempSync(join(tmpdir(), "countersign-sealed-"));
  const board = await sealedBoard(world);
  const release = await world.submit(2);
  const packetNow = async () => {
    await log.seal();
    return (await here.see(evidencePacket, { release }, people.vic)).files;
  };
  await board.give(people.dara, release, { seat: "data-science", decision: "reject", comment: "At first." });
  await board.giveAll(release);
  const before = await packetNow();
  const revealed = await board.reveal(release);
  if (!revealed.ok) throw new Error(revealed.error.message);
  await sign(here, people.dara, { release, seat: "data-science" });
  await sign(here, people.erik, { release, seat: "engineering" });
  const changing = await signing(here, people.carla, { release, seat: "compliance" });
  await here.make(castVerdict, { ...changing, comment: "The cap answers it." }, people.carla);
  const files = await packetNow();
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
  return { files, before, said, close };
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { verdictOn } from "./verdict.ts";

/** The packet of a release as it is at some moment of what happens. */
type PacketNow = (release: number) => Promise<PacketFiles>;

/** A world in which something happens, and the packet of the release that it happened to, under a log that is sealed. */
export async function packetOf(
  tell: (world: World, packetNow: PacketNow) => Promise<number>,
  make: () => Promise<World> = testWorld,
) {
  const world = await make();
  const log = await sealedLog(world.here.database);
  const packetNow: PacketNow = async (release) => {
    await log.seal();
    return (await world.here.see(evidencePacket, { release }, world.people.vic)).files;
  };
  const packet = await packetNow(await tell(world, packetNow));
  const folder = mkdtempSync(join(tmpdir(), "countersign-packet-"));
  /** What the verifier finds wrong with it. */
  const said = (files: PacketFiles, vkey = log.vkey): string[] =>
    verdictOn(files, folder, { vkey }).findings.map(({ message }) => message);
  const close = async () => {
    await log.close();
    await world.here.close();
    rmSync(folder, { recursive: true });
  };
  return { world, log, packet, folder, said, close };
}

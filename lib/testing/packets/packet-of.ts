import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";

/** A world in which something happens, and the packet of the release that it happened to, under a log that is sealed. */
export async function packetOf(tell: (world: World) => Promise<number>) {
  const world = await testWorld();
  const log = await sealedLog(world.here.database);
  const release = await tell(world);
  await log.seal();
  const { files: packet } = await world.here.see(evidencePacket, { release }, world.people.vic);
  const folder = mkdtempSync(join(tmpdir(), "countersign-packet-"));
  const close = async () => {
    await log.close();
    await world.here.close();
    rmSync(folder, { recursive: true });
  };
  return { world, log, packet, folder, close };
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { tellStory } from "#lib/testing/worlds/story.ts";
import { testWorld } from "#lib/testing/worlds/world.ts";
import { verdictOn } from "./verdict.ts";

/** Passwords are hashed as slowly as in production, many times. */
export const TELLING_MS = 180_000;

/** A world with its story played and its log sealed, and the packets of its three releases. */
export async function toldPackets() {
  const world = await testWorld();
  const log = await sealedLog(world.here.database);
  const { completed, takenBack } = await tellStory(world);
  await log.seal();
  const packetOf = async (release: number) =>
    (await world.here.see(evidencePacket, { release }, world.people.vic)).files;
  const packets = {
    first: await packetOf(world.first),
    completed: await packetOf(completed),
    takenBack: await packetOf(takenBack),
  };
  const folder = mkdtempSync(join(tmpdir(), "countersign-told-"));
  /** What the verifier finds in a packet's files, with the log's own key unless another is given. */
  const verified = (files: PacketFiles, vkey = log.vkey) => verdictOn(files, folder, { vkey });
  const close = async () => {
    await log.close();
    await world.here.close();
    rmSync(folder, { recursive: true });
  };
  return { world, log, packets, releases: { completed, takenBack }, folder, packetOf, verified, close };
}

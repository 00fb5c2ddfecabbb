import type { PacketFiles } from "#lib/audit/packet.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { sign, signing } from "#lib/testing/worlds/releases.ts";
import { sealedBoard } from "#lib/testing/worlds/sealing.ts";
import { packetOf } from "./packet-of.ts";

/**
 * The packet of a release under sealed verdicts: Dara gave hers twice, Carla requested changes and approved after the
 * reveal, which says why. `before` is the packet as it was while they were sealed.
 */
export async function sealedPacket() {
  let before: PacketFiles = {};
  const {
    packet: files,
    said,
    close,
  } = await packetOf(async (world, packetNow) => {
    const { here, people } = world;
    const board = await sealedBoard(world);
    const release = await world.submit(2);
    const first = { seat: "data-science", decision: "reject", comment: "At first." } as const;
    await board.give(people.dara, release, first);
    await board.giveAll(release);
    before = await packetNow(release);
    const revealed = await board.reveal(release);
    if (!revealed.ok) throw new Error(revealed.error.message);
    await sign(here, people.dara, { release, seat: "data-science" });
    await sign(here, people.erik, { release, seat: "engineering" });
    const changing = await signing(here, people.carla, { release, seat: "compliance" });
    await here.make(castVerdict, { ...changing, comment: "The cap answers it." }, people.carla);
    return release;
  });
  return { files, before, said, close };
}

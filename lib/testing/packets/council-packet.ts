import { DAY_MS } from "#lib/kernel/time.ts";
import { remindRelease } from "#lib/releases/commands/remind-release.ts";
import { recuse } from "#lib/testing/worlds/conditions.ts";
import { councilBoard } from "#lib/testing/worlds/councils.ts";
import { sign } from "#lib/testing/worlds/releases.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { packetOf } from "./packet-of.ts";

/**
 * The packet of a release that went to the second composition of a council, whose members were reminded: Carla recused herself from compliance, so
 * that Alma, her alternate, signed. A third composition came after it was submitted.
 */
export async function councilPacket() {
  const ids = { alma: "", bea: "", carla: "" };
  const {
    packet: files,
    said,
    close,
  } = await packetOf(async (world) => {
    const { here, people } = world;
    const board = await councilBoard(world);
    const alma = await here.person("Alma Ober", ["reviewer"], ["compliance"]);
    const bea = await here.person("Bea Stander", ["reviewer"], ["compliance"]);
    Object.assign(ids, { alma: alma.id, bea: bea.id, carla: people.carla.id });
    const { council } = await board.compose();
    await board.route(council, 1, { deadlines: { remind: 1, alternates: 900, escalate: 900 } });
    const sitting = (member: Person, ...alternates: Person[]) => {
      const compliance = board.seatOf("compliance", [member], alternates);
      return board.contentOf({ seats: [...board.seats.slice(0, 2), compliance] });
    };
    await board.compose(sitting(people.carla, alma), { councilId: council, basedOn: 1 });
    const release = await world.submit(2);
    await board.compose(sitting(bea), { councilId: council, basedOn: 2 });
    here.clock.now = new Date(here.clock.now.getTime() + DAY_MS);
    await here.make(remindRelease, { release }, here.system);
    await sign(here, people.dara, { release, seat: "data-science" });
    await sign(here, people.erik, { release, seat: "engineering" });
    await recuse(here, people.carla, release);
    await sign(here, alma, { release, seat: "compliance" });
    return release;
  });
  return { files, said, ids, close };
}

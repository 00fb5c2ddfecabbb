import { noteSitting } from "#lib/councils/commands/note-sitting.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { sign, signing } from "#lib/testing/worlds/releases.ts";
import { sittingHall } from "#lib/testing/worlds/sittings.ts";
import { packetOf } from "./packet-of.ts";

/**
 * The packet of a release that was heard in a sitting: Erik signed in writing, the others in the sitting, the secretary after she
 * had given all factors. The minutes are signed.
 */
export async function sittingPacket() {
  const {
    packet: files,
    said,
    close,
    world,
  } = await packetOf(async (world) => {
    const { here } = world;
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
    return release;
  });
  return { files, said, ids: { erik: world.people.erik.id, vic: world.people.vic.id }, close };
}

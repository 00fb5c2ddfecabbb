import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { enablePerson } from "#lib/access/commands/enable-person.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { lapseRelease } from "#lib/releases/commands/lapse-release.ts";
import { settleRelease } from "#lib/releases/commands/settle-release.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { verdictOn } from "#lib/testing/packets/verdict.ts";
import { chance } from "#lib/testing/worlds/chance.ts";
import { fileIn, recuse } from "#lib/testing/worlds/conditions.ts";
import { answering, challenge, challenged, judge } from "#lib/testing/worlds/discussion.ts";
import { signing, testCase } from "#lib/testing/worlds/releases.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { SEATS, testWorld, type World } from "#lib/testing/worlds/world.ts";

let world: World;
let log: Awaited<ReturnType<typeof sealedLog>>;
const peers = new Map<Seat, Person>();
const folder = mkdtempSync(join(tmpdir(), "countersign-challenged-"));
beforeAll(async () => {
  world = await testWorld(challenged(...SEATS));
  for (const seat of NAMED) peers.set(seat, await world.here.person(`Peer ${seat}`, ["reviewer"], [seat]));
  log = await sealedLog(world.here.database);
}, 180_000);
afterAll(async () => {
  await log?.close();
  await world?.here.close();
  rmSync(folder, { recursive: true });
});

const NAMED = ["data-science", "engineering", "compliance"] as const;
type Seat = (typeof NAMED)[number];
const SIGNERS = { "data-science": "dara", engineering: "erik", compliance: "carla" } as const;
const signerOf = (seat: Seat): Person => world.people[SIGNERS[seat]];

type Move = (release: number, seat: Seat, away: Set<Seat>) => Promise<unknown>;

const signs =
  (by: (seat: Seat) => Person): Move =>
  async (release, seat) =>
    world.here.attempt(castVerdict, await signing(world.here, by(seat), { release, seat }), by(seat));

const judges =
  (by: (seat: Seat) => Person, satisfied: boolean): Move =>
  async (release, seat) => {
    for (const one of (await fileIn(world.here, release)).challenges)
      if (one.seat === seat) await judge(world.here, by(seat), { release, thread: one.number }, satisfied);
  };

const peerOf = (seat: Seat): Person => peers.get(seat)!;

/** What is refused is refused; what is not has to agree everywhere. */
const MOVES: Readonly<Record<string, Move>> = {
  approve: signs(signerOf),
  "approve again": signs(signerOf),
  "approve as a peer": signs(peerOf),
  challenge: (release, seat) => challenge(world.here, signerOf(seat), { release, seat }),
  async answer(release) {
    for (const { number: thread } of (await fileIn(world.here, release)).challenges)
      await answering(world.here, world.people.jonas, { release, thread });
  },
  accept: judges(signerOf, true),
  "accept again": judges(signerOf, true),
  "accept as a peer": judges(peerOf, true),
  reject: judges(signerOf, false),
  async "edit or revert"(release) {
    const { release: row, sections } = await fileIn(world.here, release);
    const why = sections.case.why === testCase.why ? "Another reason." : testCase.why;
    const edit = { release, round: row.round, case: { ...testCase, why } };
    await world.here.attempt(editRelease, edit, world.people.jonas);
  },
  async recuse(release, seat, away) {
    if (!away.has(seat)) await recuse(world.here, signerOf(seat), release);
  },
  async "leave or return"(_, seat, away) {
    const { here, people } = world;
    const { id: personId } = signerOf(seat);
    if (away.delete(seat)) return here.make(enablePerson, { personId, reason: "Back." }, here.system);
    away.add(seat);
    return here.make(disablePerson, { personId, reason: "Left." }, people.ada);
  },
};
const NAMES = Object.keys(MOVES);

/** Somebody recuses themselves or leaves now and then; everything else happens more often. */
const RARE = new Set(["recuse", "leave or return"]);

async function agrees(release: number, after: string): Promise<void> {
  const file = await fileIn(world.here, release);
  const { approved, challenges } = councilStanding(file);
  expect(file.release.state, after).toBe(approved ? "approved" : "in-review");
  if (approved) expect(challenges?.settled.length, after).toBeGreaterThan(0);
}

it.each([1, 2, 3, 4, 5, 6, 7, 8])(
  "whatever is challenged, answered and judged, the state follows, and the packet says the same (%i)",
  async (seed) => {
    const { here, people } = world;
    const below = chance(seed);
    const release = await world.submit(2);
    const away = new Set<Seat>();
    const played: string[] = [];
    for (let i = 0; i < 28; i++) {
      const [name, seat] = [NAMES[below(NAMES.length)]!, NAMED[below(NAMED.length)]!];
      if (RARE.has(name) && below(3) > 0) continue;
      played.push(`${name} (${seat})`);
      await MOVES[name]!(release, seat, away);
      for (const command of [lapseRelease, settleRelease])
        await here.attempt(command, { release }, here.system);
      await agrees(release, played.join(", "));
    }
    for (const seat of away) await MOVES["leave or return"]!(release, seat, away);
    expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
    await log.seal();
    const { files } = await here.see(evidencePacket, { release }, people.vic);
    const { said } = verdictOn(files, folder, { vkey: log.vkey });
    expect(said, played.join(", ")).toEqual([]);
  },
  120_000,
);

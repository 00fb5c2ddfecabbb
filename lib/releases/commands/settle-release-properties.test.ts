import { afterAll, beforeAll, expect, it } from "vitest";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { enablePerson } from "#lib/access/commands/enable-person.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { releaseGate } from "#lib/releases/queries/release-gate.ts";
import { readRelease } from "#lib/releases/rows/lock-release.ts";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";
import { chance } from "#lib/testing/worlds/chance.ts";
import { answer, conditionOf, recuse, reporting } from "#lib/testing/worlds/conditions.ts";
import { holdOnly } from "#lib/testing/worlds/grant-functions.ts";
import { lifting, sign, signing, testCase } from "#lib/testing/worlds/releases.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { tidy } from "#lib/workers/reconciler.ts";
import { castVerdict } from "./cast-verdict.ts";
import { editRelease } from "./edit-release.ts";
import { lapseRelease } from "./lapse-release.ts";
import { liftObjection } from "./lift-objection.ts";
import { settleRelease } from "./settle-release.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
  // The reconciler goes by the database's clock.
  world.here.clock.now = new Date();
});
afterAll(() => world?.here.close());

const SIGNERS = { "data-science": "dara", engineering: "erik", compliance: "carla" } as const;
type Seat = keyof typeof SIGNERS;
const SEATS = ["data-science", "engineering", "compliance"] as const satisfies readonly Seat[];
const signerOf = (seat: Seat) => world.people[SIGNERS[seat]];

async function fileOf(number: number) {
  const file = await inWorkspace(world.here.db, world.here.workspaceId, (tx) =>
    readRelease(tx, number, world.here.clock.now),
  );
  if (!file.ok) throw new Error(file.error.message);
  return file.value;
}

/** Who may sign now, as the moves have left it. */
type Away = { readonly moved: Set<Seat>; readonly left: Set<Seat> };
type Move = (release: number, seat: Seat, away: Away) => Promise<unknown>;

const signs =
  (decision: "approve" | "request-changes"): Move =>
  async (release, seat, { moved, left }) => {
    const { release: row, recused } = await fileOf(release);
    if (row.state === "approved" || moved.has(seat) || left.has(seat)) return;
    if (recused?.has(signerOf(seat).id)) return;
    await sign(world.here, signerOf(seat), { release, seat, decision });
  };

const alternates = new Map<Seat, Promise<Person>>();
function alternateFor(seat: Seat): Promise<Person> {
  const made = alternates.get(seat) ?? world.here.person(`Alternate of ${seat}`, ["reviewer"], [seat]);
  alternates.set(seat, made);
  return made;
}

/** What the worker does, by the workspace's clock, which runs ahead of the database's. */
async function settled(release: number): Promise<void> {
  const { here } = world;
  const { now } = here.clock;
  for (const command of [lapseRelease, settleRelease]) {
    // Each command takes a minute.
    here.clock.now = new Date(now.getTime() - 60_000);
    await here.attempt(command, { release }, here.system);
  }
}

const MOVES = {
  approve: signs("approve"),
  "approve again": signs("approve"),
  async "approve on a condition"(release, seat, { moved, left }) {
    const { release: row, recused } = await fileOf(release);
    if (row.state === "approved" || moved.has(seat) || left.has(seat) || recused?.has(signerOf(seat).id))
      return;
    const { here, people } = world;
    const dueAt = new Date(here.clock.now.getTime() + 200_000).toISOString();
    const conditions = [conditionOf(here, people.jonas, { dueAt })];
    await sign(here, signerOf(seat), { release, seat, conditions });
  },
  async "report a condition"(release) {
    for (const { id } of (await fileOf(release)).conditions)
      await reporting(world.here, world.people.jonas, { release, condition: id });
  },
  async "confirm a condition"(release) {
    for (const { id, seat } of (await fileOf(release)).conditions)
      await answer(world.here, signerOf(seat as Seat), { release, condition: id });
  },
  async recuse(release, seat, { left }) {
    if (left.has(seat)) return;
    const alternate = await alternateFor(seat);
    await recuse(world.here, signerOf(seat), release);
    await world.here.attempt(castVerdict, await signing(world.here, alternate, { release, seat }), alternate);
  },
  object: signs("request-changes"),
  async lift(release, seat, { moved, left }) {
    const file = await fileOf(release);
    const [objection] = councilStanding(file).objections;
    if (!objection || objection.seat !== seat || moved.has(seat) || left.has(seat)) return;
    const lifter = await world.here.person(`Peer ${file.id} ${file.lifts.size}`, ["reviewer"], [seat]);
    const { subjectDigest } = file.release;
    const input = await lifting(world.here, lifter, { release, objection: objection.id, subjectDigest });
    await world.here.make(liftObjection, input, lifter);
  },
  async "edit or revert"(release) {
    const { release: row, sections } = await fileOf(release);
    const why = sections.case.why === testCase.why ? "Another reason." : testCase.why;
    const changed = { release, round: row.round, case: { ...testCase, why } };
    await world.here.make(editRelease, changed, world.people.jonas);
  },
  async "move or return"(_, seat, { moved, left }) {
    if (left.has(seat)) return;
    const back = moved.delete(seat);
    if (!back) moved.add(seat);
    const { id: personId } = signerOf(seat);
    await holdOnly(world.here, { id: personId }, [back ? seat : "business"]);
  },
  async "leave or return"(_, seat, { left }) {
    const { here, people } = world;
    const { id: personId } = signerOf(seat);
    if (left.delete(seat)) return here.make(enablePerson, { personId, reason: "Back." }, here.system);
    left.add(seat);
    return here.make(disablePerson, { personId, reason: "Left." }, people.ada);
  },
} satisfies Record<string, Move>;
const NAMES = Object.keys(MOVES) as (keyof typeof MOVES)[];

/** Page, gate and state agree: approved exactly where every seat is met and nobody objects. */
async function agrees(release: number, after: string): Promise<void> {
  const file = await fileOf(release);
  const { approved, objections } = councilStanding(file);
  const due = approved ? "approved" : objections.length > 0 ? "changes-requested" : "in-review";
  expect(file.release.state, after).toBe(due);
  const { open, seats } = await world.here.see(releaseGate, { release }, world.people.vic);
  expect(open, after).toBe(approved);
  expect(
    seats.every(({ met }) => met),
    after,
  ).toBe(open);
}

it.each([1, 2, 3, 4, 5, 6])(
  "after whatever happens, the state is where the sign-off leads (%i)",
  async (seed) => {
    const { here, people } = world;
    const below = chance(seed);
    const release = await world.submit(2);
    const away: Away = { moved: new Set(), left: new Set() };
    const played: string[] = [];
    for (let i = 0; i < 14; i++) {
      const [name, seat] = [NAMES[below(NAMES.length)]!, SEATS[below(SEATS.length)]!];
      played.push(`${name} (${seat})`);
      await MOVES[name](release, seat, away);
      await tidy(here.db, here.workspaceId, silentLog().log);
      await settled(release);
      await agrees(release, played.join(", "));
    }
    for (const seat of away.left) await MOVES["leave or return"](release, seat, away);
    for (const seat of away.moved) await MOVES["move or return"](release, seat, away);
    expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
  },
  60_000,
);

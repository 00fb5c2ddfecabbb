import { deedSubject } from "#lib/access/step-up.ts";
import { attendSitting } from "#lib/councils/commands/attend-sitting.ts";
import { closeSitting } from "#lib/councils/commands/close-sitting.ts";
import { openSitting } from "#lib/councils/commands/open-sitting.ts";
import { postponeSittingItem } from "#lib/councils/commands/postpone-sitting-item.ts";
import { signSitting } from "#lib/councils/commands/sign-sitting.ts";
import type { SittingDecision } from "#lib/councils/signable.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { planSitting } from "#lib/releases/commands/plan-sitting.ts";
import { recordSittingItem } from "#lib/releases/commands/record-sitting-item.ts";
import { startSittingItem } from "#lib/releases/commands/start-sitting-item.ts";
import { vouchSitting } from "#lib/releases/commands/vouch-sitting.ts";
import { sittingPage } from "#lib/releases/queries/sitting-page.ts";
import type { SittingView } from "#lib/releases/views/sitting.ts";
import { councilBoard } from "./councils.ts";
import { present } from "./releases.ts";
import type { Person } from "./workspace.ts";
import type { World } from "./world.ts";

type Round = { readonly sittingId: string; readonly round: number; readonly digest: string };

/**
 * In a world: a council whose chair is Carla and whose secretary is Dara, with the policy that routes every release to it, and
 * acts of both.
 */
export async function sittingHall(world: World) {
  const { carla: chair, dara: secretary, erik } = world.people;
  const board = await councilBoard(world);
  const content = board.contentOf({ chair: chair.id, secretary: secretary.id });
  const { council: councilId } = await board.compose(content);
  await board.route(councilId, 1);
  const ofChair = [chair, "compliance"] as const;
  const ofSecretary = [secretary, "data-science"] as const;
  const everybody = [ofChair, ofSecretary, [erik, "engineering"] as const].map(([{ id: person }, seat]) => ({
    person,
    presence: "present" as const,
    seat,
  }));
  const acts = {
    ...actingIn(world, { councilId, chair, everybody }),
    ...signingIn(world, [ofChair, ofSecretary]),
  };
  return { ...acts, board, content, councilId, chair, secretary, erik, everybody, ofChair, ofSecretary };
}

type Acting = {
  readonly councilId: string;
  readonly chair: Person;
  readonly everybody: readonly Attending[];
};
type Attending = { readonly person: string; readonly presence: "present"; readonly seat: BusinessFunction };

/** What the chair does with a council's sittings. */
function actingIn(world: World, { councilId, chair, everybody }: Acting) {
  const { here } = world;
  const plan = (startsAt = here.clock.now) =>
    here.make(planSitting, { councilId, startsAt: startsAt.toISOString() }, chair);
  /** A sitting of everybody over all that waits. */
  const open = async (attendance = [...everybody]) => {
    const { sittingId } = await plan();
    await here.make(openSitting, { sittingId, attendance }, chair);
    return sittingId;
  };
  const page = (sittingId: string, by = chair): Promise<SittingView> =>
    here.see(sittingPage, { sittingId }, by);
  const itemOf = async (sittingId: string, href: string) => {
    const found = (await page(sittingId)).items.find((one) => one.href === href);
    if (!found) throw new Error(`${href} is not on the agenda`);
    return found;
  };
  const start = (sittingId: string, item: string, by = chair) =>
    here.make(startSittingItem, { sittingId, item }, by);
  const record = async (sittingId: string, item: string, by = chair) => {
    const shown = (await page(sittingId)).items.find((one) => one.item === item)!.result;
    return here.make(recordSittingItem, { sittingId, item, shown }, by);
  };
  const attend = (
    sittingId: string,
    person: Person,
    seat: BusinessFunction,
    presence: "present" | "absent",
  ) => here.make(attendSitting, { sittingId, person: person.id, seat, presence }, chair);
  const close = (sittingId: string, by = chair): Promise<Round> => here.make(closeSitting, { sittingId }, by);
  /** A release in review that is on the agenda of an open sitting, and called. */
  const called = async (version = 2) => {
    const release = await world.submit(version);
    const sittingId = await open();
    const { item } = await itemOf(sittingId, `/releases/${release}`);
    await start(sittingId, item);
    return { release, sittingId, item };
  };
  /** Ends a sitting, whatever is left of its agenda, so that the council can sit again. */
  const end = async (sittingId: string) => {
    for (const { item, state } of (await page(sittingId)).items)
      if (state === "waiting" || state === "current")
        await here.make(postponeSittingItem, { sittingId, item, reason: "No time." }, chair);
    return close(sittingId);
  };
  const actionsOf = async (sittingId: string) =>
    (await here.eventsOf(`sitting/${sittingId}`)).map(({ action }) => action);
  return { plan, open, page, itemOf, start, record, attend, close, called, end, actionsOf };
}

type Of = readonly [Person, BusinessFunction];

/** How minutes are signed, and by whom. */
function signingIn({ here }: World, both: readonly Of[]) {
  const signing = async (
    { sittingId, round, digest }: Round,
    [signer, seat]: readonly [Person, BusinessFunction],
    decision: SittingDecision = "approve",
  ) => {
    const proof = await present(here, signer, { act: "sign-sitting", subjectDigest: digest });
    const comment = decision === "reject" ? { comment: "It was not so." } : {};
    return { sittingId, round, digest, seat, decision, ...comment, ...proof };
  };
  const sign = async (of: Round, by: readonly [Person, BusinessFunction], decision?: SittingDecision) =>
    here.attempt(signSitting, await signing(of, by, decision), by[0]);
  const vouch = async (sittingId: string, by: Person) => {
    const subjectDigest = deedSubject("vouch-sitting", { by: by.id, of: sittingId });
    const proof = await present(here, by, { act: "vouch-sitting", subjectDigest });
    return here.attempt(vouchSitting, { sittingId, ...proof }, by);
  };
  /** Both sign. */
  const confirm = async (of: Round) => {
    for (const by of both) {
      const signed = await sign(of, by);
      if (!signed.ok) throw new Error(JSON.stringify(signed.error));
    }
  };
  return { signing, sign, vouch, confirm };
}

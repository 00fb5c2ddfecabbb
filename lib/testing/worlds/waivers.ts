import type { KeptWaiver } from "#lib/councils/rows/waivers.ts";
import { waiversWhere } from "#lib/councils/rows/waivers.ts";
import type { WaiverDecision } from "#lib/councils/signable.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { daysLater } from "#lib/kernel/time.ts";
import type { Gate } from "#lib/policy/gate.ts";
import { extendWaiver } from "#lib/releases/commands/extend-waiver.ts";
import { requestWaiver } from "#lib/releases/commands/request-waiver.ts";
import { signWaiver } from "#lib/releases/commands/sign-waiver.ts";
import { withdrawWaiver } from "#lib/releases/commands/withdraw-waiver.ts";
import { COMPARED, gate, gated } from "./gated.ts";
import { present } from "./releases.ts";
import type { Person, TestWorkspace } from "./workspace.ts";
import { MODEL, testWorld, type World } from "./world.ts";

/** A gate that no version of the world passes but the first release, and that compliance may waive. */
export const BOUND: Gate = gate("bound", "release.first || version.lockBound", { whoMayWaive: "compliance" });
/** Another, which nobody may waive. */
export const FIRM: Gate = gate("firm", "true");

/** The world under these gates; nothing compares its versions, so that `more` may add what does not pass either. */
export const waivableWorld = (...more: Gate[]): Promise<World> => testWorld(gated(BOUND, FIRM, ...more));

/** A second that engineering may waive. */
export const ALSO: Gate = { ...COMPARED, whoMayWaive: "engineering" };

type Asking = Partial<{ gate: string; release: number; pointer: string; from: Date; days: number }>;

/** The input for asking for a waiver of the gate that does not pass. */
export function asking(here: TestWorkspace, { from = here.clock.now, days = 10, ...more }: Asking = {}) {
  return {
    model: MODEL,
    gate: BOUND.id,
    ...more,
    startsAt: from.toISOString(),
    endsAt: daysLater(from, days).toISOString(),
    reason: "The build cannot bind its lock file yet.",
    risk: "A rebuild may differ.",
    measures: "The image is kept and compared by hand.",
  };
}

export const requested = (here: TestWorkspace, by: Person, more: Asking = {}) =>
  here.make(requestWaiver, asking(here, more), by);

/** A waiver as its row has it. */
export async function waiverIn(here: TestWorkspace, number: number): Promise<KeptWaiver> {
  const [waiver] = await inWorkspace(here.db, here.workspaceId, (tx) => waiversWhere(tx, { number }));
  if (!waiver) throw new Error(`there is no waiver ${number}`);
  return waiver;
}

type Signing = { waiver: number; decision?: WaiverDecision; seat?: BusinessFunction };

/** The input for signing the newest term of a waiver, with a fresh proof of presence. */
export async function signingWaiver(here: TestWorkspace, by: Person, { waiver, ...more }: Signing) {
  const { round: term, digest } = (await waiverIn(here, waiver)).terms.at(-1)!;
  const { decision = "approve", seat = "compliance" } = more;
  const proved = await present(here, by, { act: "sign-waiver", subjectDigest: digest });
  return { model: MODEL, waiver, term, digest, seat, decision, comment: "Looked at.", ...proved };
}

export const signedWaiver = async (here: TestWorkspace, by: Person, signing: Signing) =>
  here.attempt(signWaiver, await signingWaiver(here, by, signing), by);

/** A waiver that compliance grants. */
export async function waived({ here, people }: World, more: Asking = {}, by: Person = people.carla) {
  const { number } = await requested(here, people.jonas, more);
  await here.make(signWaiver, await signingWaiver(here, by, { waiver: number }), by);
  return number;
}

export const extending = (here: TestWorkspace, by: Person, waiver: number, days: number) =>
  here.attempt(
    extendWaiver,
    { model: MODEL, waiver, endsAt: daysLater(here.clock.now, days).toISOString(), reason: "Not bound yet." },
    by,
  );

export const withdrawing = (here: TestWorkspace, by: Person, waiver: number) =>
  here.attempt(withdrawWaiver, { model: MODEL, waiver, reason: "It is bound now." }, by);

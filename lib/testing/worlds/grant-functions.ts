import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { removeFunction } from "#lib/access/commands/remove-function.ts";
import { functionsHeld, grantsOf, writeStep } from "#lib/access/rows/grants.ts";
import { type Context, defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { run } from "#lib/command/run.ts";
import type { Database, Tx } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { type BusinessFunction, FUNCTIONS, type Role } from "#lib/kernel/caller.ts";
import { id } from "#lib/kernel/fields.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { DAY_MS, HOUR_MS } from "#lib/kernel/time.ts";
import type { Person, TestWorkspace } from "./workspace.ts";

/** The steps of a grant, without proofs of presence. */
const input = z.strictObject({
  personId: id,
  function: z.enum(FUNCTIONS),
  founding: z.literal(true).optional(),
});
type Asked = z.infer<typeof input>;
const output = z.object({ personId: z.string() });

const said = ({ personId, function: name }: Asked) => ({
  stream: `person/${personId}`,
  targets: [{ type: "person", id: personId }],
  data: { function: name },
});
const latest = async (tx: Tx, { personId, function: name }: Asked, { caller }: Context) =>
  (await grantsOf(tx, caller.workspaceId, personId)).find((one) => one.function === name) ?? null;

const proposeHere = defineCommand({
  name: "propose-here",
  permission: "function:propose",
  summary: "Propose a person for a function",
  input,
  output,
  load: async (_tx, asked) => ok(asked),
  decide: (asked) => ok([eventOf("function.proposed", { ...said(asked), details: { reason: "Ours." } })]),
  async record(tx, _events, asked, context) {
    const grant = await latest(tx, asked, context);
    await writeStep(tx, { ...asked, grant, verb: "proposed", founding: false }, context);
    return asked;
  },
});

const confirmHere = defineCommand({
  name: "confirm-here",
  permission: "function:confirm",
  summary: "Confirm a person's proposed function",
  input,
  output,
  load: async (_tx, asked) => ok(asked),
  decide(asked, { founding }, { now }) {
    const { data, ...rest } = said(asked);
    const waiting = { effectiveAt: holdsFrom(now).toISOString(), waitHours: WAIT_HOURS };
    return ok([
      eventOf("function.confirmed", {
        ...rest,
        data: { ...data, ...waiting, ...(founding && { founding }) },
      }),
    ]);
  },
  async record(tx, _events, { founding = false, ...asked }, context) {
    const grant = await latest(tx, asked, context);
    const effectiveAt = holdsFrom(context.now);
    await writeStep(tx, { ...asked, grant, verb: "confirmed", effectiveAt, founding }, context);
    return asked;
  },
});

/** As a policy that names no other has it. */
const WAIT_HOURS = 24;
const holdsFrom = (confirmedAt: Date): Date => new Date(confirmedAt.getTime() + WAIT_HOURS * HOUR_MS);

/** Somebody at work here before everybody else. */
const former = (workspaceId: string, name: string, role: Role, last: string): Person => ({
  kind: "person",
  id: `0198c0de-0000-7000-8000-0000000000f${last}`,
  sessionId: `0198c0de-0000-7000-8000-0000000000e${last}`,
  name,
  workspaceId,
  roles: [role],
  functions: [],
});

/** The admin who proposed everybody, and the two reviewers who founded the workspace and confirmed everybody. */
const formerCouncil = (workspaceId: string) => ({
  nora: former(workspaceId, "Nora Lind", "admin", "1"),
  otto: former(workspaceId, "Otto Brandt", "reviewer", "2"),
  pia: former(workspaceId, "Pia Moreau", "reviewer", "3"),
});
const FOUNDERS = { otto: "business", pia: "product" } as const satisfies Record<string, BusinessFunction>;

type Place = Pick<TestWorkspace, "db" | "workspaceId" | "clock" | "system">;

/** Puts on record who these are, for worlds whose packets tell where every function came from. */
export async function foundByFormer({ db, workspaceId, clock, system }: Place): Promise<void> {
  const { nora, otto, pia } = formerCouncil(workspaceId);
  const now = new Date(clock.now.getTime() - 7 * DAY_MS);
  const invite = ({ id, name, roles }: Person) => {
    const ids = [id];
    const invited = { email: `${id}@example.com`, name, roles };
    return run(db, invitePerson, invited, { caller: system, now, newId: () => ids.pop() ?? uuidv7() });
  };
  const steps = [
    { of: otto, by: pia, function: FOUNDERS.otto },
    { of: pia, by: otto, function: FOUNDERS.pia },
  ].map(({ of, by, ...named }) => ({ by, asked: { personId: of.id, ...named } }));
  for (const somebody of [nora, otto, pia]) held(await invite(somebody));
  for (const { asked } of steps) held(await run(db, proposeHere, asked, { caller: nora, now }));
  for (const { by, asked } of steps)
    held(await run(db, confirmHere, { ...asked, founding: true }, { caller: by, now }));
}

function held(step: Result<unknown, Refusal>): void {
  if (!step.ok) throw new Error(step.error.message);
}

type Granting = { workspaceId: string; personId: string; functions: readonly BusinessFunction[]; now: Date };

/** Gives a person functions that hold already, by the test's clock and by the database's, as two people would have. */
export async function grantFunctions(
  db: Database,
  { workspaceId, now: at, personId, functions }: Granting,
): Promise<void> {
  const now = new Date(Math.min(at.getTime(), Date.now()) - WAIT_HOURS * HOUR_MS);
  const { nora, otto, pia } = formerCouncil(workspaceId);
  for (const name of functions) {
    const asked = { personId, function: name };
    const confirmer = name === FOUNDERS.otto ? pia : otto;
    held(await run(db, proposeHere, asked, { caller: nora, now }));
    held(await run(db, confirmHere, asked, { caller: confirmer, now }));
  }
}

/** Leaves a person exactly these functions, at once. */
export async function holdOnly(
  { db, workspaceId, clock, make, system }: TestWorkspace,
  { id: personId }: { readonly id: string },
  functions: readonly BusinessFunction[],
): Promise<void> {
  const held = await inWorkspace(db, workspaceId, (tx) =>
    functionsHeld(tx, { workspaceId, personId }, clock.now),
  );
  for (const name of held.filter((one) => !functions.includes(one)))
    await make(removeFunction, { personId, function: name, reason: "A test." }, system);
  const missing = functions.filter((one) => !held.includes(one));
  await grantFunctions(db, { workspaceId, personId, functions: missing, now: clock.now });
}

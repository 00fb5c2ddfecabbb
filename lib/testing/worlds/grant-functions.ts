import { z } from "zod";
import { removeFunction } from "#lib/access/commands/remove-function.ts";
import { functionsHeld, grantsOf, writeStep } from "#lib/access/rows/grants.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { run } from "#lib/command/run.ts";
import type { Database } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { type BusinessFunction, type Caller, FUNCTIONS, type Role } from "#lib/kernel/caller.ts";
import { id } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import type { TestWorkspace } from "./workspace.ts";

/** The steps of a grant under a policy without waiting times, several functions at once and without proofs of presence. */
const input = z.strictObject({ personId: id, functions: z.array(z.enum(FUNCTIONS)) });
const output = z.object({ personId: z.string() });
const of = (personId: string) => ({
  stream: `person/${personId}`,
  targets: [{ type: "person", id: personId }],
});

const proposeAll = defineCommand({
  name: "propose-all",
  permission: "function:propose",
  summary: "Propose a person for functions",
  input,
  output,
  load: async (_tx, asked) => ok(asked),
  decide: ({ personId, functions }) =>
    ok(
      functions.map((name) =>
        eventOf("function.proposed", {
          ...of(personId),
          data: { function: name },
          details: { reason: "Ours." },
        }),
      ),
    ),
  async record(tx, _events, { personId, functions }, context) {
    const grants = await grantsOf(tx, context.caller.workspaceId, personId);
    for (const name of functions) {
      const grant = grants.find((one) => one.function === name) ?? null;
      await writeStep(tx, { personId, function: name, grant, verb: "proposed" }, context);
    }
    return { personId };
  },
});

const confirmAll = defineCommand({
  name: "confirm-all",
  permission: "function:confirm",
  summary: "Confirm a person's proposed functions",
  input,
  output,
  load: async (_tx, asked) => ok(asked),
  decide: ({ personId, functions }, _input, { now }) =>
    ok(
      functions.map((name) => {
        const data = { function: name, effectiveAt: now.toISOString(), waitHours: 0 };
        return eventOf("function.confirmed", { ...of(personId), data });
      }),
    ),
  async record(tx, _events, { personId, functions }, context) {
    const grants = await grantsOf(tx, context.caller.workspaceId, personId);
    for (const name of functions) {
      const grant = grants.find((one) => one.function === name) ?? null;
      const step = { personId, function: name, grant, verb: "confirmed", effectiveAt: context.now } as const;
      await writeStep(tx, step, context);
    }
    return { personId };
  },
});

/** Two who left the workspace since: the admin who proposed everybody and the reviewer who confirmed them. */
const former = (workspaceId: string, name: string, role: Role, last: string): Caller => ({
  kind: "person",
  id: `0198c0de-0000-7000-8000-0000000000f${last}`,
  sessionId: `0198c0de-0000-7000-8000-0000000000e${last}`,
  name,
  workspaceId,
  roles: [role],
  functions: [],
});

type Granting = { workspaceId: string; personId: string; functions: readonly BusinessFunction[]; now: Date };

/** Gives a person functions that hold at once, by the test's clock and by the database's, as two people would have. */
export async function grantFunctions(
  db: Database,
  { workspaceId, now: at, ...asked }: Granting,
): Promise<void> {
  if (asked.functions.length === 0) return;
  const now = new Date(Math.min(at.getTime(), Date.now()));
  const steps = [
    await run(db, proposeAll, asked, { caller: former(workspaceId, "Nora Lind", "admin", "1"), now }),
    await run(db, confirmAll, asked, { caller: former(workspaceId, "Otto Brandt", "reviewer", "2"), now }),
  ];
  for (const step of steps) if (!step.ok) throw new Error(step.error.message);
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

import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { proposeFunction } from "#lib/access/commands/propose-function.ts";
import { grantState } from "#lib/access/granting.ts";
import { grantsOf } from "#lib/access/rows/grants.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { confirmFunction } from "#lib/policy/commands/confirm-function.ts";
import {
  ALEX,
  ANNA,
  DANA,
  DEMO_PASSWORD,
  DEMO_PEOPLE,
  type DemoPerson,
  LENA,
  MIRA,
  TOMAS,
} from "./people.ts";
import { proveFor } from "./prove.ts";
import { readIn } from "./reading.ts";
import type { Sitting, Story } from "./story.ts";

/** Who confirms whose function. The first two confirm each other, which founds the workspace. */
const CONFIRMATIONS: readonly (readonly [confirmer: DemoPerson, confirmed: readonly DemoPerson[]])[] = [
  [MIRA, [DANA]],
  [DANA, [MIRA, LENA]],
  [MIRA, [ANNA, TOMAS]],
];

/** The admin invites everybody and proposes the reviewers' functions; the reviewers confirm one another. */
export async function foundDemonstration(story: Story): Promise<void> {
  await story.sitting(ALEX.email, async (sitting) => {
    for (const person of DEMO_PEOPLE) await invite(story, sitting, person);
    for (const person of DEMO_PEOPLE)
      for (const name of person.functions) await propose(story, sitting, person, name);
  });
  for (const [confirmer, confirmed] of CONFIRMATIONS)
    await story.sitting(confirmer.email, async (sitting) => {
      for (const person of confirmed)
        for (const name of person.functions) await confirm(story, sitting, person, name);
    });
}

async function invite(story: Story, sitting: Sitting, { name, email, roles }: DemoPerson): Promise<void> {
  if (await idOf(story, email)) return;
  const proof = await proveFor(story.db, sitting, "invite-person", email);
  const person = { name, email, password: DEMO_PASSWORD, roles: [...roles] };
  await sitting.actAnew(invitePerson, { ...person, ...proof });
}

async function propose(story: Story, sitting: Sitting, person: DemoPerson, name: BusinessFunction) {
  const { personId, state } = await grantOf(story, person, name, sitting.now());
  if (state !== "none") return;
  const proof = await proveFor(story.db, sitting, "propose-function", personId);
  const proposal = { personId, function: name, reason: `${person.title}, since the workspace began.` };
  await sitting.actAnew(proposeFunction, { ...proposal, ...proof });
}

async function confirm(story: Story, sitting: Sitting, person: DemoPerson, name: BusinessFunction) {
  const { personId, state } = await grantOf(story, person, name, sitting.now());
  if (state !== "proposed") return;
  const proof = await proveFor(story.db, sitting, "confirm-function", `${personId}/${name}`);
  await sitting.actAnew(confirmFunction, { personId, function: name, ...proof });
}

const idOf = ({ db, workspaceId }: Story, email: string): Promise<string | undefined> =>
  readIn(db, workspaceId, async (tx) => (await tx.person.findUnique({ where: { email } }))?.id);

/** Where a person's grant is, since an interrupted seed continues. */
async function grantOf(story: Story, { email }: DemoPerson, name: BusinessFunction, now: Date) {
  const personId = (await idOf(story, email))!;
  const grants = await readIn(story.db, story.workspaceId, (tx) => grantsOf(tx, story.workspaceId, personId));
  return { personId, state: grantState(grants.find((one) => one.function === name) ?? null, now) };
}

import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { issueLink } from "#lib/access/commands/issue-link.ts";
import { proposeFunction } from "#lib/access/commands/propose-function.ts";
import { grantState } from "#lib/access/granting.ts";
import { grantsOf } from "#lib/access/rows/grants.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { confirmFunction } from "#lib/policy/commands/confirm-function.ts";
import { joinBy, type Post } from "./joining.ts";
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

type Founding = { readonly story: Story; readonly post: Post };

/**
 * The admin invites everybody by mail, who join by the link they find in it, and proposes the reviewers' functions; the
 * reviewers confirm one another.
 */
export async function foundDemonstration(story: Story, post: Post): Promise<void> {
  await story.sitting(ALEX.email, async (sitting) => {
    for (const person of DEMO_PEOPLE) await admit({ story, post }, sitting, person);
    for (const person of DEMO_PEOPLE)
      for (const name of person.functions) await propose(story, sitting, person, name);
  });
  for (const [confirmer, confirmed] of CONFIRMATIONS)
    await story.sitting(confirmer.email, async (sitting) => {
      for (const person of confirmed)
        for (const name of person.functions) await confirm(story, sitting, person, name);
    });
}

/** Whoever has not joined after an interruption is mailed again. */
async function admit({ story, post }: Founding, sitting: Sitting, person: DemoPerson): Promise<void> {
  const { db, workspaceId } = story;
  const { email } = person;
  const there = await db.prisma.person.findUnique({ where: { email } });
  if (there?.passwordHash) return;
  const link = there ? await mailedAgain(story, sitting, there.id) : await invited(story, sitting, person);
  const joining = { db, workspaceId, post, email, password: DEMO_PASSWORD };
  const joined = await joinBy(link, joining, sitting.now());
  if (!joined.ok) throw new Error(joined.error.message);
}

async function mailedAgain({ db }: Story, sitting: Sitting, personId: string) {
  const proof = await proveFor(db, sitting, "issue-link", personId);
  return sitting.actAnew(issueLink, { personId, ...proof });
}

async function invited({ db }: Story, sitting: Sitting, { name, email, roles }: DemoPerson) {
  const proof = await proveFor(db, sitting, "invite-person", email);
  return sitting.actAnew(invitePerson, { name, email, roles: [...roles], ...proof });
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

import { provePresence } from "#lib/access/admission/prove-presence.ts";
import { assignPerson } from "#lib/access/commands/assign-person.ts";
import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { issueLink } from "#lib/access/commands/issue-link.ts";
import { ownSubject } from "#lib/access/step-up.ts";
import type { Database } from "#lib/db/client.ts";
import { joinBy, type Post } from "./joining.ts";
import { ALEX, DEMO_PASSWORD, DEMO_PEOPLE, type DemoPerson } from "./people.ts";
import type { Sitting, Story } from "./story.ts";

/**
 * Alex invites everybody by mail, each joins by the link they find in it, and Alex gives them their functions. After an
 * interruption, whoever has not joined is mailed again.
 */
export async function invitePeople({ db, workspaceId, sitting }: Story, post: Post): Promise<void> {
  await sitting(ALEX.email, async (alex) => {
    for (const person of DEMO_PEOPLE.filter((each) => each !== ALEX)) {
      const { email, roles, functions } = person;
      const there = await db.prisma.person.findUnique({ where: { email } });
      if (!there?.passwordHash) {
        const link = await invited({ db, alex }, person, there?.id);
        const joining = { db, workspaceId, post, email, password: DEMO_PASSWORD };
        const joined = await joinBy(link, joining, alex.now());
        if (!joined.ok) throw new Error(joined.error.message);
      }
      const { id: personId } = await db.prisma.person.findUniqueOrThrow({ where: { email } });
      if (functions.length > 0)
        await alex.act(assignPerson, { personId, roles: [...roles], functions: [...functions] });
    }
  });
}

type Inviting = { db: Database; alex: Sitting };

async function invited(inviting: Inviting, { name, email, roles }: DemoPerson, personId: string | undefined) {
  const stepUpId = await proven(inviting);
  const { alex } = inviting;
  return personId
    ? alex.actAnew(issueLink, { personId, stepUpId })
    : alex.actAnew(invitePerson, { name, email, roles: [...roles], stepUpId });
}

async function proven({ db, alex }: Inviting): Promise<string> {
  const act = "change-factors";
  const asked = { password: DEMO_PASSWORD, act, subjectDigest: ownSubject(act, alex.caller.id) };
  const proof = await provePresence(db, alex.caller, asked, alex.now());
  if (!proof.ok) throw new Error(proof.error.message);
  return proof.value.stepUpId;
}

import { randomBytes, randomUUID } from "node:crypto";
import { invitePerson } from "#lib/access/commands/invite-person.ts";
import type { FactorRule } from "#lib/access/second-factor.ts";
import { run } from "#lib/command/run.ts";
import type { Database } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { publishPolicy } from "#lib/policy/commands/publish-policy.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";
import { readIn } from "./reading.ts";
import { STARTING_POLICY } from "./starting-policy.ts";
import { storyIn } from "./story.ts";

type NewWorkspace = {
  db: Database;
  slug: string;
  name: string;
  admin: {
    name: string;
    email: string;
    /** Generated where it is not given. */
    password?: string;
  };
  policy?: PolicyContent;
  /** Whether its people need a second factor; a demonstration's would need the reader's own authenticator. */
  secondFactor?: FactorRule;
  now?: Date;
};

export type CreatedWorkspace = {
  readonly workspaceId: string;
  readonly adminId: string;
  /** To be shown once; null where the admin already existed. */
  readonly password: string | null;
};

/**
 * What no caller can create yet: a workspace, its first admin, and a policy to sign by. Running it again changes
 * nothing; after an interruption it continues. Refuses a weak password.
 */
export async function createWorkspace(wanted: NewWorkspace): Promise<Result<CreatedWorkspace, Refusal>> {
  const {
    db,
    slug,
    name,
    admin,
    policy = STARTING_POLICY,
    secondFactor = "offered",
    now = new Date(),
  } = wanted;
  const { id: workspaceId } = await db.prisma.workspace.upsert({
    where: { slug },
    create: { id: randomUUID(), slug, name, secondFactor, createdAt: now },
    update: {},
  });
  const invited = await firstAdmin(db, workspaceId, admin, now);
  if (!invited.ok) return invited;
  const published = await readIn(db, workspaceId, (tx) => tx.policyVersion.count());
  if (published === 0) {
    const story = await storyIn(db, workspaceId, now, 1);
    await story.sitting(admin.email.toLowerCase(), ({ act }) => act(publishPolicy, policy));
  }
  return ok({ workspaceId, ...invited.value });
}

async function firstAdmin(
  db: Database,
  workspaceId: string,
  admin: NewWorkspace["admin"],
  now: Date,
): Promise<Result<{ adminId: string; password: string | null }, Refusal>> {
  const there = await db.prisma.person.findUnique({ where: { email: admin.email.toLowerCase() } });
  if (there) {
    const [member] = await db.prisma.$queryRaw<{ workspaceId: string }[]>`
      SELECT workspace_id AS "workspaceId" FROM memberships_of(${there.id}::uuid)`;
    return member?.workspaceId === workspaceId
      ? ok({ adminId: there.id, password: null })
      : refuse("conflict", "email-taken", `${admin.email} belongs to another workspace.`);
  }
  const caller: Caller = { kind: "system", id: "bootstrap", name: "Countersign", workspaceId };
  const password = admin.password ?? randomBytes(12).toString("base64url");
  const person = { ...admin, password, roles: ["admin"] };
  const invited = await run(db, invitePerson, person, { caller, now });
  return invited.ok ? ok({ adminId: invited.value.personId, password }) : invited;
}

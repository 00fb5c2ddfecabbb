import { randomBytes, randomUUID } from "node:crypto";
import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { issueLink } from "#lib/access/commands/issue-link.ts";
import type { FactorRule } from "#lib/access/second-factor.ts";
import { run } from "#lib/command/run.ts";
import type { Database } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { publishPolicy } from "#lib/policy/commands/publish-policy.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";
import { joinBy, type Post } from "./joining.ts";
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
  /** Carries the admin's own invitation where it is mailed. */
  post?: Post;
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
    post = null,
    now = new Date(),
  } = wanted;
  const { id: workspaceId } = await db.prisma.workspace.upsert({
    where: { slug },
    create: { id: randomUUID(), slug, name, secondFactor, createdAt: now },
    update: {},
  });
  const invited = await firstAdmin({ db, workspaceId, admin, post }, now);
  if (!invited.ok) return invited;
  const published = await readIn(db, workspaceId, (tx) => tx.policyVersion.count());
  if (published === 0) {
    const story = await storyIn(db, workspaceId, now, 1);
    await story.sitting(admin.email.toLowerCase(), ({ act }) => act(publishPolicy, policy));
  }
  return ok({ workspaceId, ...invited.value });
}

type Founding = Pick<NewWorkspace, "db" | "admin"> & { workspaceId: string; post: Post | null };

/** Joins by the invitation, as everybody does; where no password is given, one is made and said once. */
async function firstAdmin(
  { db, workspaceId, admin, post }: Founding,
  now: Date,
): Promise<Result<{ adminId: string; password: string | null }, Refusal>> {
  const email = admin.email.toLowerCase();
  const there = await db.prisma.person.findUnique({ where: { email } });
  if (there && !(await isMember(db, workspaceId, there.id)))
    return refuse("conflict", "email-taken", `${admin.email} belongs to another workspace.`);
  if (there?.passwordHash) return ok({ adminId: there.id, password: null });
  const caller: Caller = { kind: "system", id: "bootstrap", name: "Countersign", workspaceId };
  const invited = there
    ? await run(db, issueLink, { personId: there.id }, { caller, now })
    : await run(db, invitePerson, { name: admin.name, email, roles: ["admin"] }, { caller, now });
  if (!invited.ok) return invited;
  const password = admin.password ?? randomBytes(12).toString("base64url");
  const joined = await joinBy(invited.value, { db, workspaceId, post, email, password }, now);
  if (!joined.ok) return joined;
  const { id: adminId } = await db.prisma.person.findUniqueOrThrow({ where: { email } });
  return ok({ adminId, password });
}

async function isMember(db: Database, workspaceId: string, personId: string): Promise<boolean> {
  const [member] = await db.prisma.$queryRaw<{ workspaceId: string }[]>`
    SELECT workspace_id AS "workspaceId" FROM memberships_of(${personId}::uuid)`;
  return member?.workspaceId === workspaceId;
}

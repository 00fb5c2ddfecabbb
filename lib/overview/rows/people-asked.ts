import { Prisma } from "#generated/prisma/client.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction, PersonCaller, Role } from "#lib/kernel/caller.ts";
import type { WaitingItem } from "#lib/overview/views/waiting-item.ts";
import { seatWaitingFor } from "#lib/overview/waiting.ts";
import { waitingKey } from "#lib/overview/waiting-key.ts";
import { councilsToSign } from "./councils-waiting.ts";
import { envelopesToSign } from "./envelopes-waiting.ts";
import { policyToSign } from "./policy-waiting.ts";
import { releasesInReview } from "./reviews.ts";
import { reviewsToSign } from "./reviews-waiting.ts";
import { tiersToSign } from "./tier-waiting.ts";
import { waiversToSign } from "./waivers-waiting.ts";

type Asking = { readonly workspaceId: string; readonly now: Date };

/**
 * Those for whom a topic waits on the home page now, by the home page's own rules: whom a signature is asked of is decided
 * in one place.
 */
export async function peopleAsked(tx: Tx, topic: string, { workspaceId, now }: Asking): Promise<string[]> {
  const callers = await signersHere(tx, workspaceId, now);
  const release = /^sign-(\d{1,9})$/.exec(topic)?.[1];
  if (release) {
    const [file] = await releasesInReview(tx, Prisma.sql`release.number = ${Number(release)}`, now);
    return callers
      .filter((caller) => whyNotPermitted(caller, "verdict:cast") === null)
      .filter((caller) => file && seatWaitingFor(caller, file) !== null)
      .map(({ id }) => id);
  }
  const waiting = WAITING.find(([starts]) => topic.startsWith(starts))?.[1];
  const asked: string[] = [];
  for (const caller of waiting ? callers : []) {
    const items = (await waiting?.(tx, caller, now)) ?? [];
    if (items.some((item) => waitingKey(item) === topic)) asked.push(caller.id);
  }
  return asked;
}

type Waiting = (tx: Tx, caller: PersonCaller, now: Date) => Promise<WaitingItem[]>;
const WAITING: readonly (readonly [starts: string, waiting: Waiting])[] = [
  ["policy-", policyToSign],
  ["council-", councilsToSign],
  ["tier-", tiersToSign],
  ["waiver-", waiversToSign],
  ["envelope-", envelopesToSign],
  ["review-", reviewsToSign],
];

/** Everybody here who holds a function, as they would ask. */
async function signersHere(tx: Tx, workspaceId: string, now: Date): Promise<PersonCaller[]> {
  const rows = await tx.$queryRaw<
    { id: string; name: string; roles: Role[]; functions: BusinessFunction[] }[]
  >`
    SELECT * FROM (
      SELECT person.id::text, person.name, member.roles,
             functions_held(member.workspace_id, member.person_id, ${now}) AS functions
      FROM membership member JOIN person ON person.id = member.person_id WHERE person.disabled_at IS NULL
    ) held WHERE cardinality(functions) > 0 ORDER BY id`;
  return rows.map((row) => ({ kind: "person", workspaceId, sessionId: "", ...row }));
}

import type { Tx } from "#lib/db/client.ts";
import type { Moment } from "#lib/overview/moments.ts";
import type { Subject } from "./about-event.ts";
import { audienceOf } from "./audience.ts";
import { momentsDue } from "./moments-due.ts";
import { writeMessage } from "./write-messages.ts";

type Telling = { readonly workspaceId: string; readonly now: Date };

/** Tells people of what came due by the database's clock, once each, however often it runs. Returns how many were told. */
export async function tellMoments(tx: Tx, telling: Telling): Promise<number> {
  let told = 0;
  for (const moment of await momentsDue(tx, telling.now))
    told += (await tellMoment(tx, moment, telling)).length;
  return told;
}

async function tellMoment(tx: Tx, { source, message, model }: Moment, telling: Telling): Promise<string[]> {
  const subject = await subjectOf(tx, model);
  const people = await audienceOf(tx, message, { subject, ...telling });
  return writeMessage(tx, { message, people, source, model, actorId: null, ...telling });
}

async function subjectOf(tx: Tx, model: string | null): Promise<Subject> {
  const [found] = await tx.$queryRaw<{ id: string }[]>`SELECT id::text FROM model WHERE name = ${model}`;
  return { release: null, model, thread: null, releaseId: null, modelId: found?.id ?? null };
}

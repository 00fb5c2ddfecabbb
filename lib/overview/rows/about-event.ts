import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import type { About } from "#lib/overview/message.ts";
import type { ReleaseReference } from "#lib/overview/views/release-reference.ts";
import { REFERENCE, REFERRED } from "./release-references.ts";

/** What an event is about, with the ids by which its people are found. */
export type Subject = About & { readonly releaseId: string | null; readonly modelId: string | null };

type Row = ReleaseReference & { id: string; modelId: string; dueAt: Date | null; thread: number | null };
type Entry = { readonly stream: string; readonly data: unknown };

const NOTHING: Subject = { release: null, model: null, thread: null, releaseId: null, modelId: null };

/** Reads the release, or the model alone, of the stream that an event is in. */
export async function aboutEvent(tx: Tx, { stream, data }: Entry): Promise<Subject> {
  const [noun, id = ""] = stream.split("/");
  const of = noun === undefined ? undefined : RELEASE_OF[noun]?.(id);
  if (of) return (await aboutRelease(tx, of, threadIn(data))) ?? NOTHING;
  const model = noun === undefined ? undefined : MODEL_OF[noun]?.(id);
  if (!model) return NOTHING;
  const [found] = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT model.id::text, model.name FROM model WHERE model.id = ${model}`;
  return found ? { ...NOTHING, model: found.name, modelId: found.id } : NOTHING;
}

const RELEASE_OF: Readonly<Record<string, (id: string) => Prisma.Sql>> = {
  release: (id) => Prisma.sql`${id}::uuid`,
  rollout: (id) => Prisma.sql`(SELECT release_id FROM rollout WHERE id = ${id}::uuid)`,
  incident: (id) => Prisma.sql`(SELECT rollout.release_id FROM incident
    JOIN rollout ON rollout.id = incident.rollout_id WHERE incident.id = ${id}::uuid)`,
};
const MODEL_OF: Readonly<Record<string, (id: string) => Prisma.Sql>> = {
  model: (id) => Prisma.sql`${id}::uuid`,
  pointer: (id) => Prisma.sql`(SELECT model_id FROM pointer WHERE id = ${id}::uuid)`,
};

async function aboutRelease(tx: Tx, id: Prisma.Sql, thread: string | null): Promise<Subject | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT ${REFERENCE}, release.id::text, release.model_id::text AS "modelId", release.due_at AS "dueAt",
           (SELECT thread.number FROM release_thread thread WHERE thread.id = ${thread}::uuid) AS thread
    FROM ${REFERRED} WHERE release.id = ${id}`;
  if (!row) return null;
  const { id: releaseId, modelId, dueAt, thread: number, ...release } = row;
  return {
    release: { ...release, dueAt: dueAt?.toISOString() ?? null },
    model: release.model,
    thread: number,
    releaseId,
    modelId,
  };
}

const threadIn = (data: unknown): string | null =>
  typeof data === "object" && data !== null && "thread" in data && typeof data.thread === "string"
    ? data.thread
    : null;

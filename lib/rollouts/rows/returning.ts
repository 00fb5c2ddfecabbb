import type { ModelVersion, Release } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { currentExposure, lockPointer } from "#lib/exposure/rows/current-exposure.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { RELEASE_STATES } from "#lib/releases/release.ts";

type Asked = { readonly model: string; readonly pointer: string; readonly version: number };

/** Everything that going back to a version depends on, with the pointer and its releases locked. */
export async function lockReturning(tx: Tx, asked: Asked) {
  const pointer = await tx.pointer.findFirst({
    where: { name: asked.pointer, model: { name: asked.model } },
  });
  if (!pointer) return refuse("not-found", "pointer-not-found", "This model has no such pointer.");
  const { modelId } = pointer;
  const version = await tx.modelVersion.findFirst({ where: { modelId, number: asked.version } });
  if (!version)
    return refuse("not-found", "version-not-found", `There is no version ${asked.version} of it.`);
  await tx.$executeRaw`
    SELECT id FROM release WHERE pointer_id = ${pointer.id}::uuid AND state IN ('released', 'superseded')
    ORDER BY number FOR UPDATE`;
  await lockPointer(tx, pointer.id);
  const live = await currentExposure(tx, pointer.id);
  const before = await tx.exposure.count({
    where: { pointerId: pointer.id, kind: "live", baseVersionId: version.id },
  });
  const out = await releasesOut(tx, pointer.id);
  const [last] = out.filter(({ versionId }) => versionId === version.id);
  const state = last && oneOf(RELEASE_STATES, last.state);
  const facts = {
    pointer,
    version,
    live,
    wasLive: before > 0,
    last: last ? { ...last, state: state! } : null,
  };
  if (!last || !live) return unknownHere(facts);
  const base = await tx.modelVersion.findUniqueOrThrow({ where: { id: live.baseVersionId } });
  const rollout = await tx.rollout.findUniqueOrThrow({ where: { releaseId: last.id } });
  const { id, salt, planDigest } = rollout;
  const replaced = out.find((one) => one.state === "released" && one.versionId === base.id) ?? null;
  return ok({ ...facts, base, release: last, replaced, rollout: { id, salt, planDigest } });
}

/** The releases that went out on a pointer, newest first. */
const releasesOut = (tx: Tx, pointerId: string): Promise<Release[]> =>
  tx.release.findMany({
    where: { pointerId, state: { in: ["released", "superseded", "rolled-back"] } },
    orderBy: { number: "desc" },
  });

const unknownHere = ({
  version,
  pointer,
}: {
  version: ModelVersion;
  pointer: { name: string };
}): Result<never, Refusal> =>
  refuse("illegal", "never-live-here", `v${version.number} was never approved and live on ${pointer.name}.`, {
    todo: "Open a release of it.",
    place: { label: "Open a release", href: "/releases/new" },
  });

export type ReturningFile = Extract<Awaited<ReturnType<typeof lockReturning>>, { ok: true }>["value"];

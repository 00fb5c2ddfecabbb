import { councilStanding } from "#lib/councils/quorum.ts";
import type { Tx } from "#lib/db/client.ts";
import { currentExposure, lockPointer } from "#lib/exposure/rows/current-exposure.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { approvalNow } from "#lib/releases/approval.ts";
import type { DeploymentCase } from "#lib/releases/deployment.ts";
import { waivedGates } from "#lib/releases/waived-gates.ts";
import { gatesOfFile } from "./gather-checks.ts";
import { type ReleaseCaseFile, readReleases } from "./lock-release.ts";
import { whyNotMet } from "./seat-reasons.ts";

/** Newer releases of the same artifact to the same pointer decide before older ones. */
const RELEASES_MAX = 20;

/** The pointer with this flag key. */
export async function pointerByKey(tx: Tx, key: string): Promise<Result<{ id: string }, Refusal>> {
  const [pointer] = await tx.$queryRaw<{ id: string }[]>`
    SELECT pointer.id::text FROM pointer JOIN model ON model.id = pointer.model_id
    WHERE model.name || '.' || pointer.name = ${key}`;
  return pointer
    ? ok(pointer)
    : refuse("not-found", "pointer-not-found", "There is no such pointer in this workspace.", {
        field: "pointer",
        todo: "Name it by its flag key, like churn-risk.production.",
      });
}

type Asked = { readonly pointerId: string; readonly digest: string };

/** Keeps every release that may decide, and the tier of their model, as they are until the answer is recorded. */
export async function lockDeploymentCases(tx: Tx, { pointerId, digest }: Asked): Promise<void> {
  await tx.$executeRaw`
    SELECT model.id FROM model JOIN pointer ON pointer.model_id = model.id
    WHERE pointer.id = ${pointerId}::uuid FOR SHARE OF model`;
  await tx.$executeRaw`
    SELECT release.id FROM release JOIN model_version version ON version.id = release.version_id
    WHERE release.pointer_id = ${pointerId}::uuid AND version.digest = ${digest}
    ORDER BY release.number FOR UPDATE OF release`;
  await lockPointer(tx, pointerId);
}

/** The newest releases that bring the artifact with this digest to the pointer, each with what decides about it. */
export async function deploymentCases(
  tx: Tx,
  { pointerId, digest }: Asked,
  now: Date,
): Promise<{ readonly file: ReleaseCaseFile; readonly decides: DeploymentCase }[]> {
  const found = await tx.$queryRaw<{ number: number }[]>`
    SELECT release.number FROM release JOIN model_version version ON version.id = release.version_id
    WHERE release.pointer_id = ${pointerId}::uuid AND version.digest = ${digest}
    ORDER BY release.number DESC LIMIT ${RELEASES_MAX}`;
  const numbers = found.map(({ number }) => number);
  const files = await readReleases(tx, numbers, now);
  const live = await currentExposure(tx, pointerId);
  // Only of an approved release is anything asked beyond its state.
  const gated = await Promise.all(
    files.map((file) => (file.release.state === "approved" ? gatesOfFile(tx, file, now) : null)),
  );
  return files.map((file, at) => ({
    file,
    decides: {
      number: file.release.number,
      state: file.release.state,
      serves: [live?.baseVersionId, live?.candidateId].includes(file.release.versionId),
      approval: approvalNow({ ...file, gated: gated[at] ?? null }, live?.baseVersionId ?? null, now),
      waived: waivedGates(gated[at] ?? null, file.waivers),
      openSeats: councilStanding(file).seats.flatMap((seat) => {
        const whyNot = whyNotMet(seat);
        return whyNot === null ? [] : [{ function: seat.function, whyNot }];
      }),
    },
  }));
}

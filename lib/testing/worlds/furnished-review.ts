import { v7 as uuidv7 } from "uuid";
import { inWorkspace } from "#lib/db/transaction.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { addEnvelope } from "./furnished-rows.ts";
import type { Person, TestWorkspace } from "./workspace.ts";

/** A re-review that waits to be signed, of a release that nobody checks to be live. */
async function addReview(
  { db, workspaceId, clock }: TestWorkspace,
  { model, number, release }: { model: string; number: number; release: number },
): Promise<number> {
  const [at, dueAt] = [clock.now, daysLater(clock.now, 10)];
  const digest = digestOfJson(`re-review of ${model}`);
  await inWorkspace(db, workspaceId, async (tx) => {
    const live = await tx.release.findFirstOrThrow({ where: { number: release } });
    await tx.reReview.create({
      data: {
        id: uuidv7(),
        workspaceId,
        number,
        modelId: live.modelId,
        pointerId: live.pointerId,
        releaseId: live.id,
        terms: {
          policy: 1,
          tier: "high",
          council: "Council",
          seats: [{ function: "security", min: 1 }],
          overdue: "hold",
        },
        subject: {
          pointer: "production",
          pointerId: live.pointerId,
          release: live.id,
          releaseNumber: release,
          version: 1,
          digest,
          liveSince: at.toISOString(),
        },
        causes: [
          { cause: "drift", source: null, at: at.toISOString(), reason: "Doubt.", evidence: "Report 7" },
        ],
        dueAt,
        digest,
        openedAt: at,
        state: "open",
      },
    });
  });
  return number;
}

type Of = { model: string; number: number; release: number };

/** What waits to be signed about what is live. */
export const addOfLive = async (workspace: TestWorkspace, by: Person, of: Of) => ({
  review: await addReview(workspace, of),
  envelope: await addEnvelope(workspace, by, of),
});

import { eventOf } from "#lib/command/event-of.ts";
import type { Tx } from "#lib/db/client.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";

/** That a release starts under its envelope; nothing where it claims none. */
export function usedEnvelope({ claim, release, sections }: ReleaseCaseFile, rolloutId: string) {
  const envelope = claim?.envelope;
  if (!envelope) return [];
  const { id, number, model, uses } = envelope;
  return [
    eventOf("envelope.used", {
      stream: `model/${model}`,
      targets: [
        { type: "model", id: model },
        { type: "envelope", id, digest: envelope.digest },
        { type: "release", id: release.id, digest: release.subjectDigest },
        { type: "rollout", id: rolloutId },
      ],
      data: {
        envelope: id,
        number,
        model: sections.target.model,
        use: uses.length + 1,
        release: release.id,
        releaseNumber: release.number,
        rollout: rolloutId,
        subject: release.subjectDigest,
      },
    }),
  ];
}

/** The same in its row. The database refuses one use more than was signed. */
export async function writeEnvelopeUse(
  tx: Tx,
  { claim, release }: Pick<ReleaseCaseFile, "claim" | "release">,
  now: Date,
): Promise<void> {
  const envelope = claim?.envelope;
  if (!envelope) return;
  await tx.envelopeUse.create({
    data: {
      envelopeId: envelope.id,
      use: envelope.uses.length + 1,
      workspaceId: release.workspaceId,
      releaseId: release.id,
      usedAt: now,
    },
  });
}

import type { CompositionContent } from "#lib/councils/composition.ts";
import type { Sat } from "#lib/councils/sitting.ts";
import { type SittingType, sittingStream } from "#lib/councils/sitting-events.ts";
import { mayRun, mayTake } from "#lib/councils/sitting-rules.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { holdPolicy } from "#lib/policy/rows/policy-versions.ts";
import { type Composition, compositionInForce } from "./compositions.ts";
import { type KeptSitting, lockSitting } from "./sittings.ts";

/** A sitting that somebody runs, with the composition in force, by which they may. */
export type SittingFile = { readonly sitting: KeptSitting; readonly composition: Composition };

export async function councilInForce(tx: Tx, councilId: string): Promise<Result<Composition, Refusal>> {
  const composition = await compositionInForce(tx, councilId);
  return composition
    ? ok(composition)
    : refuse("not-found", "council-not-found", "There is no such council here.");
}

/**
 * Locks a sitting for whoever runs it. Who sits on the council is held until the transaction ends, so that nobody acts as its
 * chair while they are replaced.
 */
export async function runSitting(
  tx: Tx,
  { sitting: id, type }: { readonly sitting: string; readonly type: SittingType },
  caller: Caller,
): Promise<Result<SittingFile, Refusal>> {
  await holdPolicy(tx, caller.workspaceId);
  const sitting = await lockSitting(tx, id);
  if (!sitting.ok) return sitting;
  const composition = await councilInForce(tx, sitting.value.council);
  if (!composition.ok) return composition;
  const may = mayRun(caller, composition.value.content satisfies CompositionContent);
  if (!may.ok) return may;
  const taken = mayTake(sitting.value, type);
  return taken.ok ? ok({ sitting: sitting.value, composition: composition.value }) : taken;
}

type Named = Pick<Sat, "sitting" | "council" | "number">;

/** What every event of a sitting says, and the stream that it is in. */
export const aboutSitting = ({ sitting, council, number }: Named) => ({
  about: {
    stream: sittingStream(sitting),
    targets: [
      { type: "council", id: council },
      { type: "sitting", id: sitting },
    ],
  },
  said: { sitting, council, number },
});

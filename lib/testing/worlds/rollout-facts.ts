import { inWorkspace } from "#lib/db/transaction.ts";
import { currentExposure } from "#lib/exposure/rows/current-exposure.ts";
import type { World } from "./world.ts";

/** The rows and events of a rollout, for assertions. */
export function rolloutFacts({ here, pointerId }: World) {
  const rollout = (number: number) =>
    inWorkspace(here.db, here.workspaceId, (tx) =>
      tx.rollout.findFirstOrThrow({
        where: { number },
        include: { steps: { orderBy: { sequence: "asc" } } },
      }),
    );
  const release = (number: number) =>
    inWorkspace(here.db, here.workspaceId, (tx) => tx.release.findFirstOrThrow({ where: { number } }));
  const gateVerdicts = async (number: number) => {
    const { id: rolloutId } = await rollout(number);
    return inWorkspace(here.db, here.workspaceId, (tx) =>
      tx.gateVerdict.findMany({ where: { rolloutId }, orderBy: { decidedAt: "asc" } }),
    );
  };
  /** What the pointer serves, by version number. */
  const live = () =>
    inWorkspace(here.db, here.workspaceId, async (tx) => {
      const exposure = await currentExposure(tx, pointerId);
      const numberOf = async (id: string | null | undefined) =>
        id ? (await tx.modelVersion.findUniqueOrThrow({ where: { id } })).number : null;
      return {
        kind: exposure?.kind,
        base: await numberOf(exposure?.baseVersionId),
        candidate: await numberOf(exposure?.candidateId),
        candidateWeight: exposure?.candidateWeight,
        holdoutWeight: exposure?.holdoutWeight,
      };
    });
  const eventsOf = async (number: number) => here.eventsOf(`rollout/${(await rollout(number)).id}`);
  const releaseEvents = async (number: number) => here.eventsOf(`release/${(await release(number)).id}`);
  const pointerEvents = () => here.eventsOf(`pointer/${pointerId}`);
  return { rollout, release, gateVerdicts, live, eventsOf, releaseEvents, pointerEvents };
}

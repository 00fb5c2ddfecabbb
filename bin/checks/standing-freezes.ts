import { type Freeze, heldStanding, type Moving } from "#lib/policy/freeze.ts";
import type { Documents, ReleaseDocument, Told } from "./documents.ts";
import { refused } from "./refused.ts";

/** What a freeze may hold of the release. */
export function movingIn({ id: releaseId, model: modelId, rounds }: ReleaseDocument): Moving {
  const { pointer, changeClass } = rounds.at(-1)!.sections.target;
  return { releaseId, modelId, pointer, changeClass };
}

type Known = {
  /** Those that the log had by then. */
  readonly freezes: ReadonlyMap<string, Freeze>;
  /** The loosenings that were confirmed. */
  readonly ended: ReadonlySet<string>;
  readonly documents: Documents;
};

/** A switch and a stop were used as the log has them: what names one follows from it, and nothing was resumed past one. */
export function standingFaults(told: Told, stream: string, known: Known): string[] {
  if (stream.startsWith("pointer/")) return switchFaults(told, stream, known);
  return stream === `rollout/${known.documents.rollout?.id}` ? rolloutFaults(told, known) : [];
}

function switchFaults(told: Told, stream: string, { freezes, ended }: Known): string[] {
  if (told.type === "pointer.switched-off") {
    const window = inForce(freezes, told.data.freeze);
    return window?.kind === "off" && stream === `pointer/${window.pointer}`
      ? []
      : ["switches a pointer off by a freeze that does not"];
  }
  if (told.type !== "pointer.switched-on") return [];
  const { loosening, freeze } = told.data;
  return ended.has(loosening) && freezes.get(freeze)?.endedAt
    ? []
    : ["switches a pointer on that two people did not"];
}

function rolloutFaults(told: Told, { freezes, documents }: Known): string[] {
  switch (told.type) {
    case "rollout.rolling-back":
      return told.data.freeze === undefined || inForce(freezes, told.data.freeze)?.kind === "off"
        ? []
        : ["follows from a switch that was not off"];
    case "rollout.halted":
      return told.data.by !== "stop" || inForce(freezes, told.data.freeze)?.kind === "stop"
        ? []
        : ["follows from a stop that was not in force"];
    case "rollout.resumed":
      return refused(heldStanding([...freezes.values()], movingIn(documents.release)));
    default:
      return [];
  }
}

function inForce(freezes: Known["freezes"], id: string | undefined): Freeze["window"] | null {
  const freeze = id === undefined ? undefined : freezes.get(id);
  return freeze?.endedAt === null ? freeze.window : null;
}

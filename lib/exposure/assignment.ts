import { type Arm, assignArm } from "./bucketing.ts";
import { flagKey } from "./flag-key.ts";

/** A pointer's current state: everything that an evaluation needs, in memory. */
export type ServedPointer = {
  readonly workspaceId: string;
  readonly model: string;
  readonly pointer: string;
  readonly exposureId: string;
  readonly kind: "live" | "shadow" | "canary" | "full";
  readonly baseVersion: number;
  readonly candidateVersion: number | null;
  readonly candidateWeight: number;
  readonly holdoutWeight: number;
  readonly salt: string;
  readonly rollout: number | null;
  readonly release: number | null;
  readonly planDigest: string | null;
};

export type Evaluation = {
  readonly key: string;
  /** The version to serve, e.g. "2". */
  readonly value: string;
  readonly variant: "live" | Arm;
  readonly reason: "STATIC" | "SPLIT";
  readonly metadata: Readonly<Record<string, string | number>>;
};

/** The version that serves this subject; null if a split needs a targeting key and there is none. */
export function evaluate(served: ServedPointer, targetingKey: string | undefined): Evaluation | null {
  const split = served.kind === "canary" || served.kind === "full";
  if (split && targetingKey === undefined) return null;
  const arm: Arm = split ? assignArm({ ...served, subject: targetingKey! }) : "baseline";
  const version = arm === "candidate" ? served.candidateVersion! : served.baseVersion;
  return {
    key: flagKey(served.model, served.pointer),
    value: String(version),
    variant: served.kind === "live" ? "live" : arm,
    reason: split ? "SPLIT" : "STATIC",
    metadata: { exposureId: served.exposureId, arm, ...aboutServed(served) },
  };
}

/** What an evaluation says of where it comes from, whichever arm serves. */
export const aboutServed = (served: ServedPointer): Readonly<Record<string, string | number>> => ({
  model: served.model,
  pointer: served.pointer,
  ...(served.rollout === null ? {} : { rollout: served.rollout }),
  ...(served.release === null ? {} : { release: served.release }),
  ...(served.planDigest === null ? {} : { planDigest: served.planDigest }),
  ...(served.kind === "shadow" ? { shadowVersion: String(served.candidateVersion) } : {}),
});

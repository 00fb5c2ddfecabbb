import type { EffectLook } from "#lib/rollouts/views/rollout-history.ts";
import type { Stretch } from "./time-scale.ts";

/** Time of a stage without evidence: before the first, between two looks, or since the last. */
export type Quiet = Stretch & { readonly when: "before" | "between" | "since" };

/** Where a guardrail had no evidence. A silence counts once it is longer than the guardrail allows. */
export function quietIn(stage: Stretch, looks: readonly EffectLook[], allowedSeconds: number): Quiet[] {
  const compared = looks.filter(({ difference, candidate }) => difference !== null || candidate !== null);
  const first = compared[0];
  if (!first) return stage.toMs > stage.fromMs ? [{ ...stage, when: "before" }] : [];
  const between = compared
    .slice(1)
    .flatMap(({ at, silentSince }): Quiet[] =>
      silentSince === null
        ? []
        : [{ fromMs: Date.parse(silentSince), toMs: Date.parse(at), when: "between" }],
    );
  const lastMs = Date.parse(compared.at(-1)!.at);
  const since: Quiet[] =
    stage.toMs - lastMs > allowedSeconds * 1000 ? [{ fromMs: lastMs, toMs: stage.toMs, when: "since" }] : [];
  return [{ fromMs: stage.fromMs, toMs: Date.parse(first.at), when: "before" }, ...between, ...since];
}

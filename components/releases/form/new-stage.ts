import type { Stage } from "#lib/releases/plan.ts";

/** Adds a canary with the mean traffic of the last two stages, before the full one. */
export function withNewStage(stages: readonly Stage[]): Stage[] {
  const last = stages.at(-1);
  const before = stages.at(-2)?.trafficPercent ?? 0;
  const percent = Math.max(1, Math.round((before + (last?.trafficPercent ?? 100)) / 2));
  const fresh: Stage = {
    id: freeId(stages, `canary-${percent}`),
    name: `${percent} %`,
    kind: "canary",
    trafficPercent: percent,
    minSeconds: last?.minSeconds ?? 3600,
    minSamplesPerArm: last?.minSamplesPerArm ?? 1000,
    deadlineSeconds: last?.deadlineSeconds ?? 86_400,
    onDeadline: "halt",
  };
  return last?.kind === "full" ? [...stages.slice(0, -1), fresh, last] : [...stages, fresh];
}

function freeId(stages: readonly Stage[], wanted: string): string {
  let id = wanted;
  for (let again = 2; stages.some((stage) => stage.id === id); again++) id = `${wanted}-${again}`;
  return id;
}

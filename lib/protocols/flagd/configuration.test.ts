import { FlagdCore } from "@openfeature/flagd-core";
import { describe, expect, it } from "vitest";
import { evaluate, type ServedPointer } from "#lib/exposure/assignment.ts";
import { tableVersion } from "#lib/exposure/serving/table-version.ts";
import { configurationOf } from "./configuration.ts";
import { flagdConfiguration } from "./wire.ts";

const pointer: ServedPointer = {
  workspaceId: "w",
  model: "flight-delay",
  pointer: "production",
  exposureId: "e",
  kind: "canary",
  baseVersion: 1,
  candidateVersion: 2,
  candidateWeight: 0,
  holdoutWeight: 0,
  salt: "0197a1c0-0000-7000-8000-000000000001",
  rollout: 3,
  release: 7,
  planDigest: "sha256:00",
};
const KEY = "flight-delay.production";
const SUBJECTS = 100_000;

/** The stages of a plan, from shadow to everyone but a hold-out. */
const STAGES: readonly Partial<ServedPointer>[] = [
  { kind: "shadow" },
  { candidateWeight: 10 },
  { candidateWeight: 500 },
  { candidateWeight: 2500 },
  { candidateWeight: 5000 },
  { kind: "full", candidateWeight: 10_000, holdoutWeight: 500 },
  { kind: "full", candidateWeight: 10_000 },
];

/** flagd's own evaluator, with the configuration of this pointer. */
function flagdWith(served: ServedPointer): FlagdCore {
  const core = new FlagdCore();
  core.setConfigurations(JSON.stringify(configurationOf([served], tableVersion([served]))));
  return core;
}

/** Where flagd and an evaluation here differ, and who is on the candidate. */
function compared(served: ServedPointer) {
  const core = flagdWith(served);
  const candidates = new Set<number>();
  const differing: string[] = [];
  for (let n = 0; n < SUBJECTS; n++) {
    const targetingKey = `flight-${n}`;
    const theirs = core.resolveStringEvaluation(KEY, "none", { targetingKey });
    const ours = evaluate(served, targetingKey);
    if (theirs.value !== ours?.value || theirs.variant !== ours.variant) differing.push(targetingKey);
    if (theirs.variant === "candidate") candidates.add(n);
  }
  return { candidates, differing };
}

describe("flagd's evaluator with our configuration", () => {
  it("gives 100,000 subjects our version in every stage, and none ever leaves the candidate", () => {
    const byStage = STAGES.map((stage) => compared({ ...pointer, ...stage }));
    expect(byStage.flatMap(({ differing }) => differing)).toEqual([]);
    // Which hold-out is kept out is the one thing that a stage may take back.
    const growing = byStage.filter((_, i) => !STAGES[i]!.holdoutWeight).map(({ candidates }) => candidates);
    for (const [i, larger] of growing.slice(1).entries())
      expect([...growing[i]!].filter((subject) => !larger.has(subject))).toEqual([]);
    expect(growing.at(-1)!.size).toBe(SUBJECTS);
  });

  it("gives everybody the version that is live, with what telemetry sends back", () => {
    const live = { ...pointer, kind: "live", candidateVersion: null, rollout: null } as const;
    const answer = flagdWith(live).resolveStringEvaluation(KEY, "none", { targetingKey: "a" });
    expect(answer).toMatchObject({ value: "1", variant: "live", reason: "STATIC" });
    expect(answer.flagMetadata).toMatchObject({ exposureId: "e", model: "flight-delay", release: 7 });
  });

  it("serves the base version where no subject is named, instead of one arm for all of them", () => {
    const full = flagdWith({ ...pointer, kind: "full", candidateWeight: 10_000 });
    for (const context of [{}, { targetingKey: "" }])
      expect(full.resolveStringEvaluation(KEY, "none", context)).toMatchObject({ value: "1" });
  });
});

it("is what it is described as, and its version changes with the exposure alone", () => {
  const other = { ...pointer, pointer: "staging", exposureId: "f" };
  const made = configurationOf([pointer, other], tableVersion([pointer, other]));
  expect(flagdConfiguration.parse(made)).toEqual(made);
  expect(tableVersion([other, pointer])).toBe(tableVersion([pointer, other]));
  expect(tableVersion([pointer])).not.toBe(tableVersion([{ ...pointer, exposureId: "g" }]));
});

import fc from "fast-check";
import type { Prediction } from "#generated/prisma/client.ts";
import type { SentAnswer, SentTruth } from "./telemetry.ts";

const share = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  fc.constantFrom(null, "NaN", 2),
);
const amount = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: -10, max: 10, noNaN: true }) },
  fc.constantFrom(null, "Infinity", 1e300),
);
const animal = fc.constantFrom("cat", "dog", "emu");
/** Ids, also one that is no key of an ordinary object's own. */
const item = fc.constantFrom("a", "b", "c", "constructor");

/** What a version may answer, of any task, usable or not. */
export const anyAnswer: fc.Arbitrary<SentAnswer & { score?: number | string | null }> = fc.oneof(
  fc.record({ score: share }),
  fc.record({
    scores: fc.oneof(fc.dictionary(animal, share), fc.constant({ cat: 0.2, dog: 0.5 }), fc.constant(null)),
  }),
  fc.record({
    value: amount,
    quantiles: fc.constantFrom({}, { "0.1": -5, "0.9": 7 }, { "0.5": 1, "0.25": 0 }, { "0.1": "NaN" }),
  }),
  fc.record({ ranking: fc.oneof(fc.array(item, { maxLength: 4 }), fc.constant(null)) }),
);

/** What may turn out to be true, of any task. */
export const anyTruth: fc.Arbitrary<SentTruth> = fc.oneof(
  fc.record({ label: fc.constantFrom(0 as const, 1 as const) }),
  fc.record({ label: animal }),
  fc.record({ value: fc.double({ min: -10, max: 10, noNaN: true }) }),
  fc.record({ relevance: fc.dictionary(item, fc.integer({ min: 0, max: 4 })) }),
);

type Values = [metric: string, value: number][];
type Stored = Pick<Prediction, "failed" | "latencyMs" | "score" | "answer" | "label" | "truth">;
type Told = {
  scores?: Record<string, number | null> | null;
  value?: number | null;
  quantiles?: Record<string, number | null>;
  ranking?: string[] | null;
  label?: string;
  relevance?: Record<string, number>;
};

/** The values of a row by the plainest arithmetic: every formula of the catalogue a second time. */
export function observed({ failed, latencyMs, score, answer, label, truth }: Stored): Values {
  const at: Values = [["error-rate", failed ? 1 : 0]];
  if (latencyMs !== null) at.push(["latency-ms", latencyMs]);
  if ((label === null && truth === null) || failed) return at;
  const given = (answer ?? {}) as Told;
  const told = (truth ?? {}) as Told;
  const kind = ["scores", "value", "ranking"].find((key) => key in given) ?? "score";
  const asked = label === null ? Object.keys(told)[0]! : "score";
  return [
    ...at,
    ...of(["score", "score"], [kind, asked], (fits) => binary(fits, score, label)),
    ...of(["scores", "label"], [kind, asked], (fits) => multiClass(fits, given, told)),
    ...of(["value", "value"], [kind, asked], (fits) => regression(fits, given, told)),
    ...of(["ranking", "relevance"], [kind, asked], (fits) => ranking(fits, given, told)),
  ];
}

type Kinds = [answer: string, truth: string];
/** A task's values: none where neither the answer nor the truth is of it, and no numbers where only one is. */
const of = (own: Kinds, found: Kinds, values: (fits: boolean) => Values): Values => {
  const fitting = own.map((kind, at) => kind === found[at]);
  return fitting.some(Boolean) ? values(fitting.every(Boolean)) : [];
};

const all = (ids: readonly string[], values: readonly number[] | null): Values =>
  ids.map((id, at) => [id, values?.[at] ?? Number.NaN]);

function binary(fits: boolean, score: number | null, label: number | null): Values {
  const usable = fits && score !== null && score >= 0 && score <= 1;
  const p = label === 1 ? score! : 1 - score!;
  const right = (score! >= 0.5 ? 1 : 0) === label ? 1 : 0;
  const values = usable ? [-Math.log(Math.max(p, 0.001)), (score - label!) ** 2, right] : null;
  return all(["log-loss", "brier", "accuracy"], values);
}

function multiClass(fits: boolean, { scores }: Told, { label }: Told): Values {
  const ids = ["multi-class-log-loss", "multi-class-accuracy", "top-3-accuracy"];
  const each = Object.entries(scores ?? {});
  const sum = each.reduce((total, [, score]) => total + score!, 0);
  const bad =
    each.some(([, score]) => score === null || !(score >= 0 && score <= 1)) || sum === 0 || sum > 1.05;
  if (!fits || bad) return all(ids, null);
  const p = each.find(([name]) => name === label)?.[1] ?? 0;
  const above = each.filter(([name, score]) => name !== label && score! >= p).length;
  const within = (k: number) => (p > 0 && above < k ? 1 : 0);
  return all(ids, [-Math.log(Math.max(p / Math.max(1, sum), 0.001)), within(1), within(3)]);
}

function regression(fits: boolean, { value, quantiles = {} }: Told, { value: truth }: Told): Values {
  const ids = ["mae", "mse", "over-forecast", "under-forecast"];
  const levels = [10, 50, 90];
  if (!fits || value == null || Math.abs(value) > 1e12)
    return all([...ids, ...levels.map((level) => `pinball-p${level}`)], null);
  const miss = value - truth!;
  const pinball = levels.flatMap((level): Values => {
    const key = String(level / 100);
    if (!Object.keys(quantiles).includes(key)) return [];
    const over = (quantiles[key] ?? Number.NaN) - truth!;
    return [[`pinball-p${level}`, Math.max((1 - level / 100) * over, -(level / 100) * over)]];
  });
  return [...all(ids, [Math.abs(miss), miss * miss, Math.max(miss, 0), Math.max(-miss, 0)]), ...pinball];
}

function ranking(fits: boolean, { ranking: ids }: Told, { relevance }: Told): Values {
  const names = ["ndcg-10", "mrr"];
  if (!fits || !ids || new Set(ids).size < ids.length) return all(names, null);
  const grades = new Map(Object.entries(relevance!));
  const gain = (list: number[]) =>
    list.slice(0, 10).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
  const best = gain([...grades.values()].sort((a, b) => b - a));
  const found = ids.map((id) => grades.get(id) ?? 0);
  const first = found.findIndex((grade) => grade > 0);
  return all(names, [best === 0 ? 0 : gain(found) / best, first < 0 ? 0 : 1 / (first + 1)]);
}

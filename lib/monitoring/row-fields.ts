import { z } from "zod";
import { metricId } from "#lib/metrics/declared.ts";
import { type Given, type Numbers, type Told, type Truth, VALUE_MAX } from "./given.ts";

/** JSON has no NaN: senders give null or a name for a value that is not finite, and it is counted. */
export const measured = z.union([
  z.number(),
  z.enum(["NaN", "Infinity", "-Infinity"]).transform(Number),
  z.null(),
]);

const CLASSES_MAX = 100;
const RANKED_MAX = 100;
const GRADED_MAX = 1000;
const QUANTILES_MAX = 20;
const GRADE_MAX = 10;
const MEASURES_MAX = 20;

const name = z.string().min(1).max(120);
/** Without zeros at the end, so that each level has one spelling. */
const level = z.string().regex(/^0\.\d{0,3}[1-9]$/, "must be a level such as 0.1 or 0.95");

const listed = <V extends z.ZodType>(key: z.ZodType<string, string>, value: V, max: number) =>
  z
    .record(key, value)
    .refine((entries) => Object.keys(entries).length <= max, `must have at most ${max} entries`)
    .transform(inOrder);

/** Sorted by key, so that what is sent twice in another order has the same digest. */
export function inOrder<V>(entries: Record<string, V>): Record<string, V> {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Values of metrics that the plan of its exposure declares. */
const measures = listed(metricId, measured, MEASURES_MAX).exactOptional();

/** What an answer may carry in place of a `score`, by task. */
export const answerFields = {
  scores: listed(name, measured, CLASSES_MAX).nullable().exactOptional(),
  value: measured.exactOptional(),
  quantiles: listed(level, measured, QUANTILES_MAX).exactOptional(),
  ranking: z.array(name).max(RANKED_MAX, `must have at most ${RANKED_MAX} ids`).nullable().exactOptional(),
  measures,
};
const ANSWERS = ["score", "scores", "value", "ranking"] as const;

/** What an outcome may carry in place of a `label`, by task. */
export const truthFields = {
  value: z.number().min(-VALUE_MAX).max(VALUE_MAX).exactOptional(),
  relevance: listed(name, z.number().min(0).max(GRADE_MAX), GRADED_MAX).exactOptional(),
  measures,
};
const TRUTHS = ["label", "value", "relevance"] as const;

/** The label of an outcome: of a binary answer, or a class. */
export const label = z.union([z.literal(0), z.literal(1), name]);

const holds = (row: object, fields: readonly string[]): string[] =>
  fields.filter((field) => Reflect.get(row, field) !== undefined);

/** What is wrong with the fields of an answer together, and at which. */
export function answerFault(row: { readonly failed: boolean }): { field: string; message: string } | null {
  const [first, second] = holds(row, ANSWERS);
  if (second !== undefined) return { field: second, message: `must not stand beside ${first}` };
  if (first === undefined && !row.failed) return { field: "score", message: `is missing: ${oneOf(ANSWERS)}` };
  const quantiles = holds(row, ["quantiles"]).length > 0 && first !== "value";
  return quantiles ? { field: "quantiles", message: "must stand beside value" } : null;
}

/** The same of an outcome. */
export function truthFault(row: object): { field: string; message: string } | null {
  const [first, second] = holds(row, TRUTHS);
  if (second !== undefined) return { field: second, message: `must not stand beside ${first}` };
  const empty = first === undefined && holds(row, ["measures"]).length === 0;
  return empty ? { field: "label", message: `is missing: ${oneOf([...TRUTHS, "measures"])}` } : null;
}

const oneOf = (fields: readonly string[]): string => `give one of ${fields.join(", ")}`;

/** Reports what is wrong with a row's fields together, at the field. */
export const together =
  <R extends object>(faultOf: (row: R) => { field: string; message: string } | null) =>
  ({ issues, value }: z.core.ParsePayload<R>): void => {
    const fault = faultOf(value);
    if (fault) issues.push({ code: "custom", message: fault.message, input: value, path: [fault.field] });
  };

type SentAnswer = { readonly [F in keyof typeof answerFields]?: z.output<(typeof answerFields)[F]> };

/** What an answer holds beside a score, to be stored; null where there is nothing. */
export function givenIn({ scores, value, quantiles, ranking, measures }: SentAnswer): Given | null {
  const given = {
    ...(scores === undefined ? {} : { scores }),
    ...(value === undefined ? {} : { value }),
    ...(quantiles === undefined ? {} : { quantiles }),
    ...(ranking === undefined ? {} : { ranking }),
    ...(measures === undefined ? {} : { measures }),
  };
  return Object.keys(given).length === 0 ? null : given;
}

type SentTruth = {
  readonly label?: z.output<typeof label>;
  readonly value?: number;
  readonly relevance?: Readonly<Record<string, number>>;
  readonly measures?: Numbers;
};

/** What an outcome says, to be stored. */
export function truthIn({ label: said, value, relevance, measures }: SentTruth): Truth {
  if (typeof said === "number")
    return { label: said, told: measures ? { measures: asStored(measures) } : null };
  const told: Told = {
    ...(said === undefined ? {} : { label: said }),
    ...(value === undefined ? {} : { value }),
    ...(relevance === undefined ? {} : { relevance }),
    ...(measures === undefined ? {} : { measures: asStored(measures) }),
  };
  return { label: null, told };
}

/** JSON holds no NaN. */
const asStored = (all: Numbers): Numbers =>
  Object.fromEntries(Object.entries(all).map(([id, value]) => [id, Number.isFinite(value) ? value : null]));

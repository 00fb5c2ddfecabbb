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
const measures = listed(metricId, measured, MEASURES_MAX).optional();

/**
 * What an answer may carry in place of a `score`, by task. Plainly optional: an exact optional field is parsed, and fails, in
 * every row without it.
 */
export const answerFields = {
  scores: listed(name, measured, CLASSES_MAX).nullable().optional(),
  value: measured.optional(),
  quantiles: listed(level, measured, QUANTILES_MAX).optional(),
  ranking: z.array(name).max(RANKED_MAX, `must have at most ${RANKED_MAX} ids`).nullable().optional(),
  measures,
};
const ANSWERS = ["score", "scores", "value", "ranking"] as const;

/** What an outcome may carry in place of a `label`, by task. */
export const truthFields = {
  value: z.number().min(-VALUE_MAX).max(VALUE_MAX).optional(),
  relevance: listed(name, z.number().min(0).max(GRADE_MAX), GRADED_MAX).optional(),
  measures,
};
const TRUTHS = ["label", "value", "relevance"] as const;

/** The label of an outcome: of a binary answer, or a class. */
export const label = z.union([z.literal(0), z.literal(1), name]);

type Fields = Readonly<Record<string, unknown>>;
type Fault = { readonly field: string; readonly message: string };

/** The first and the last of these fields that a row has: two that differ exclude one another. */
const endsOf = <F extends string>(row: Fields, fields: readonly F[]) =>
  [
    fields.find((field) => row[field] !== undefined),
    fields.findLast((field) => row[field] !== undefined),
  ] as const;

/** What is wrong with the fields of an answer together, and at which. */
export function answerFault(row: Fields & { readonly failed: boolean }): Fault | null {
  const [first, last] = endsOf(row, ANSWERS);
  if (first === undefined || last === undefined)
    return row.failed ? null : { field: "score", message: `is missing: ${oneOf(ANSWERS)}` };
  if (last !== first) return { field: last, message: `must not stand beside ${first}` };
  return row["quantiles"] !== undefined && first !== "value"
    ? { field: "quantiles", message: "must stand beside value" }
    : null;
}

/** The same of an outcome. */
export function truthFault(row: Fields): Fault | null {
  const [first, last] = endsOf(row, TRUTHS);
  if (first === undefined || last === undefined)
    return row["measures"] !== undefined
      ? null
      : { field: "label", message: `is missing: ${oneOf([...TRUTHS, "measures"])}` };
  return last === first ? null : { field: last, message: `must not stand beside ${first}` };
}

const oneOf = (fields: readonly string[]): string => `give one of ${fields.join(", ")}`;

/** Reports what is wrong with a row's fields together, at the field. */
export const together =
  <R extends Fields>(faultOf: (row: R) => Fault | null) =>
  ({ issues, value }: z.core.ParsePayload<R>): void => {
    const fault = faultOf(value);
    if (fault) issues.push({ code: "custom", message: fault.message, input: value, path: [fault.field] });
  };

type SentAnswer = { readonly [F in keyof typeof answerFields]?: z.output<(typeof answerFields)[F]> };

/** What an answer holds beside a score, to be stored; null where there is nothing. */
export function givenIn(row: SentAnswer): Given | null {
  if (GIVEN.every((field) => row[field] === undefined)) return null;
  const { scores, value, quantiles, ranking, measures } = row;
  return {
    ...(scores === undefined ? {} : { scores }),
    ...(value === undefined ? {} : { value }),
    ...(quantiles === undefined ? {} : { quantiles }),
    ...(ranking === undefined ? {} : { ranking }),
    ...(measures === undefined ? {} : { measures }),
  };
}
const GIVEN = ["scores", "value", "quantiles", "ranking", "measures"] as const;

type SentTruth = {
  readonly label?: z.output<typeof label>;
  readonly value?: number | undefined;
  readonly relevance?: Readonly<Record<string, number>> | undefined;
  readonly measures?: Numbers | undefined;
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

import { rangeOf } from "./trail-range.ts";

/** What the address of the audit trail may say. */
export const TRAIL_PARAMS = [
  "q",
  "actor",
  "person",
  "without",
  "action",
  "model",
  "stream",
  "from",
  "to",
  "asOf",
  "cursor",
] as const;

type Param = (typeof TRAIL_PARAMS)[number];

export type Trail = {
  /** What the address says, without the place in the list. */
  readonly asked: Readonly<Partial<Record<Exclude<Param, "cursor">, string>>>;
  readonly cursor: string | undefined;
  /** The same as the query and the export take it. */
  readonly filter: Readonly<Partial<Record<Exclude<Param, "cursor" | "asOf">, string>>>;
};

/** More than the API's default: a page is scanned by eye. */
const SHOWN = 50;

export function trailOf({ cursor, ...asked }: Partial<Record<Param, string>>): Trail {
  const { from: _, to: __, asOf, ...rest } = asked;
  return { asked, cursor, filter: { ...rest, ...rangeOf(asked) } };
}

/** The query's input, before it checks it. */
export const askedOf = ({ cursor, filter }: Trail) => ({
  ...filter,
  limit: SHOWN,
  ...(cursor && { cursor }),
});

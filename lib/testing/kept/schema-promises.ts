import { refusedNow } from "./pattern-promises.ts";

/** The parts of JSON Schema that the API's description uses. */
export type Schema = {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly pattern?: string;
} & Readonly<Partial<Record<Lower | Upper, number>>>;

const LOWER = ["minimum", "exclusiveMinimum", "minLength", "minItems"] as const;
const UPPER = ["maximum", "exclusiveMaximum", "maxLength", "maxItems"] as const;
type Lower = (typeof LOWER)[number];
type Upper = (typeof UPPER)[number];

/** Compares a place in two documents, and lists what is broken there. */
type Promised = (then: Schema, now: Schema, place: string) => string[];

/** Where a value accepted then may be refused now. Empty when all of them are still accepted. */
export const takenStill: Promised = (then, now, place) => {
  if (isAnything(now)) return [];
  const variants = variantsOf(then);
  if (variants.length > 1 || variantsOf(now).length > 1)
    return variants.flatMap((one, i) => someOf(takenStill, one, now, `${place} variant ${i + 1}`));
  return [...narrowed(then, now, place), ...childrenTaken(then, now, place)];
};

function narrowed(then: Schema, now: Schema, place: string): string[] {
  const types = [...typesOf(then)].filter((type) => !allows(typesOf(now), type));
  const [before, after] = [valuesOf(then), valuesOf(now)];
  const values = after ? (before ?? ["any value"]).filter((value) => !after.includes(value)) : [];
  const broken = [...types, ...values].map((lost) => `${place} no longer takes ${lost}`);
  if (before && !after) {
    const refused = before.filter((value) => !fits(now, value));
    return [...broken, ...refused.map((value) => `${place} no longer takes ${value}`)];
  }
  if (!before && now.pattern !== undefined) {
    const refused = refusedNow(then.pattern, now.pattern);
    if (refused !== null) broken.push(`${place} refuses ${JSON.stringify(refused)}`);
  }
  return [...broken, ...tightened(then, now, place)];
}

/** Whether a formerly listed value is allowed by the present pattern and length. */
const fits = ({ pattern = "", minLength = 0, maxLength = Infinity }: Schema, value: unknown): boolean =>
  typeof value !== "string" ||
  (new RegExp(pattern).test(value) && value.length >= minLength && value.length <= maxLength);

function tightened(then: Schema, now: Schema, place: string): string[] {
  const lower = LOWER.filter((bound) => (now[bound] ?? -Infinity) > (then[bound] ?? -Infinity));
  const upper = UPPER.filter((bound) => (now[bound] ?? Infinity) < (then[bound] ?? Infinity));
  return [
    ...lower.map((bound) => `${place} has a higher ${bound}`),
    ...upper.map((bound) => `${place} has a lower ${bound}`),
  ];
}

function childrenTaken(then: Schema, now: Schema, place: string): string[] {
  const broken = (now.required ?? [])
    .filter((name) => !then.required?.includes(name))
    .map((name) => `${place}.${name} is required now`);
  for (const [name, schema] of Object.entries(then.properties ?? {})) {
    const present = now.properties?.[name] ?? othersOf(now);
    if (present) broken.push(...takenStill(schema, present, `${place}.${name}`));
    else broken.push(`${place}.${name} is no longer taken`);
  }
  const others = othersOf(then);
  if (then.type === "object" && others && !then.properties)
    broken.push(...takenStill(others, othersOf(now) ?? NOTHING, `${place}.*`));
  if (then.items) broken.push(...takenStill(then.items, now.items ?? {}, `${place}[]`));
  return broken;
}

/**
 * Where an answer now breaks what was promised then. More properties, and more values of an enumeration or kinds in a
 * union, break nothing: clients must ignore what they do not know.
 */
export const answeredStill: Promised = (then, now, place) => {
  if (isAnything(then)) return [];
  const others = [...typesOf(now)].filter((type) => !allows(typesOf(then), type));
  if (others.length > 0) return [`${place} may be ${others.join(" or ")} now`];
  const variants = variantsOf(then);
  if (variants.length > 1 || variantsOf(now).length > 1)
    return variants
      .filter(({ type }) => type !== "null")
      .flatMap((one, i) => someOf(answeredStill, one, now, `${place} variant ${i + 1}`));
  const broken = propertiesAnswered(then, now, place);
  if (then.items) broken.push(...answeredStill(then.items, now.items ?? {}, `${place}[]`));
  const [before, after] = [othersOf(then), othersOf(now)];
  if (before && after && !then.properties) broken.push(...answeredStill(before, after, `${place}.*`));
  return broken;
};

function propertiesAnswered(then: Schema, now: Schema, place: string): string[] {
  return Object.entries(then.properties ?? {}).flatMap(([name, schema]) => {
    const present = now.properties?.[name];
    if (!present) return [`${place}.${name} is gone`];
    const promised = then.required?.includes(name) && !now.required?.includes(name);
    const missing = promised ? [`${place}.${name} may be missing now`] : [];
    return [...missing, ...answeredStill(schema, present, `${place}.${name}`)];
  });
}

/** Holds if one present variant matches; otherwise reports what is broken in the closest one. */
function someOf(promised: Promised, then: Schema, now: Schema, place: string): string[] {
  const tries = variantsOf(now).map((one) => promised(then, one, place));
  return tries.reduce((nearest, broken) => (broken.length < nearest.length ? broken : nearest));
}

const NOTHING: Schema = { enum: [] };
const NAMED = ["type", "enum", "const", "anyOf", "oneOf", "properties", "items"] as const;

const isAnything = (schema: Schema): boolean => NAMED.every((keyword) => schema[keyword] === undefined);

const variantsOf = (schema: Schema): readonly Schema[] => {
  const variants = schema.anyOf ?? schema.oneOf;
  return variants ? variants.flatMap(variantsOf) : [schema];
};

const othersOf = ({ additionalProperties: others }: Schema): Schema | undefined =>
  others === true || others === undefined ? {} : others === false ? undefined : others;

function valuesOf({ enum: values, const: only }: Schema): readonly unknown[] | undefined {
  return values ?? (only === undefined ? undefined : [only]);
}

function typesOf(schema: Schema): ReadonlySet<string> {
  const said = variantsOf(schema).flatMap((one) => {
    if (one.type !== undefined) return one.type;
    return (valuesOf(one) ?? []).map((value) => (value === null ? "null" : typeof value));
  });
  return new Set(said);
}

const allows = (types: ReadonlySet<string>, type: string): boolean =>
  types.size === 0 || types.has(type) || (type === "integer" && types.has("number"));

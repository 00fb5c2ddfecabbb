import type { z } from "zod";
import type { EventShape } from "./event.ts";

/** What holds for every event of a type. */
export type EventKind = {
  /** The schema of its public facts. Old entries stay readable: a field added later is `exactOptional`. */
  readonly data: z.ZodObject;
  /** The schema of its erasable blocks by name, if it has any. */
  readonly details?: z.ZodObject;
  /** A decision in the reader's eyes: the home page lists it. */
  readonly decisive?: true;
};

/** Event types (`noun.verbed`) and what holds for each. */
export type Catalogue = Readonly<Record<string, EventKind>>;

export type TypeIn<C extends Catalogue> = keyof C & string;

/** Deeply readonly: data read from the log is never changed. */
export type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

/** The data of a type, by its schema. */
export type DataIn<C extends Catalogue, T extends TypeIn<C>> = Frozen<z.output<C[T]["data"]>>;

type DetailsOf<K extends EventKind> = K extends { readonly details: infer D extends z.ZodObject }
  ? Record<never, never> extends z.output<D>
    ? { readonly details?: Frozen<z.output<D>> }
    : { readonly details: Frozen<z.output<D>> }
  : { readonly details?: never };

/** The events of a catalogue, discriminated by `type`. */
export type EventIn<C extends Catalogue, T extends TypeIn<C> = TypeIn<C>> = {
  [Type in T]: Omit<EventShape, "type" | "data" | "details"> & {
    readonly type: Type;
    readonly data: DataIn<C, Type>;
  } & DetailsOf<C[Type]>;
}[T];

/** The content of a log entry, discriminated by `type`. */
export type SaidIn<C extends Catalogue, T extends TypeIn<C> = TypeIn<C>> = {
  [Type in T]: { readonly type: Type; readonly data: DataIn<C, Type> };
}[T];

export const isIn = <C extends Catalogue>(catalogue: C, type: string): type is TypeIn<C> =>
  Object.hasOwn(catalogue, type);

/**
 * The content of an entry as recorded; null if the catalogue does not know its type or its data does not fit the
 * schema. Fields unknown to the schema are ignored: a newer version may have written them.
 */
export function readSaid<C extends Catalogue>(catalogue: C, type: string, data: unknown): SaidIn<C> | null {
  if (!isIn(catalogue, type)) return null;
  const given = data ?? {};
  return catalogue[type]!.data.safeParse(given).success ? ({ type, data: given } as SaidIn<C>) : null;
}

/** How an event deviates from its catalogue, or null. */
export function faultOfEvent(catalogue: Catalogue, { type, data, details }: EventShape): string | null {
  const kind = isIn(catalogue, type) ? catalogue[type] : undefined;
  if (!kind) return "is in no catalogue";
  if (details && !kind.details) return "has details, but its catalogue defines none";
  return (
    faultOf(kind.data, data, "data") ??
    (kind.details ? faultOf(kind.details, details ?? {}, "details") : null)
  );
}

function faultOf(schema: z.ZodObject, value: object, name: string): string | null {
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(schema.shape, key));
  if (unknown !== undefined) return `${name}.${unknown}: is not in its schema`;
  const issue = schema.safeParse(value).error?.issues[0];
  return issue ? `${[name, ...issue.path].join(".")}: ${issue.message}` : null;
}

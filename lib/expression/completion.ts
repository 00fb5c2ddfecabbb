import type { Field, RecordShape, Shape } from "./shape.ts";

/** A field that may follow at the caret. */
export type Offer = { readonly name: string; readonly type: string; readonly says: string };

/** What may be written at an offset: the fields of the path before it, and how many characters are there already. */
export function offersAt(
  source: string,
  caret: number,
  root: RecordShape,
): { readonly typed: number; readonly offers: readonly Offer[] } {
  const path = /[A-Za-z_][\w.]*$/.exec(source.slice(0, caret))?.[0] ?? "";
  const names = path.split(".");
  const typed = names.pop()!;
  const within = names.reduce<Shape | undefined>(
    (shape, name, at) => (at === 0 ? variable(name, source.slice(0, caret), root) : fieldIn(shape, name)),
    root,
  );
  const fields = within?.kind === "record" ? Object.entries(within.fields) : [];
  const offers = fields.filter(([name]) => name.startsWith(typed) && name !== typed).map(offer);
  return { typed: typed.length, offers };
}

const fieldIn = (shape: Shape | undefined, name: string): Shape | undefined =>
  shape?.kind === "record" && Object.hasOwn(shape.fields, name) ? shape.fields[name]!.shape : undefined;

/** A field of what is read, or the item that a macro before the caret names. */
function variable(name: string, before: string, root: RecordShape): Shape | undefined {
  const macros = before.matchAll(/([A-Za-z_][\w.]*)\s*\.(?:all|exists|exists_one|filter|map)\(\s*(\w+)\s*,/g);
  const list = [...macros].findLast(([, , item]) => item === name)?.[1];
  if (list === undefined) return fieldIn(root, name);
  const [first = "", ...rest] = list.split(".");
  const found = rest.reduce<Shape | undefined>(fieldIn, variable(first, "", root));
  return found?.kind === "list" ? found.item : undefined;
}

const offer = ([name, { shape, says, optional }]: [string, Field]): Offer => ({
  name,
  type: `${typeName(shape)}${optional ? ", may be missing" : ""}`,
  says,
});

const typeName = (shape: Shape): string =>
  shape.kind === "list"
    ? `list of ${shape.item.kind === "record" ? "records" : `${shape.item.kind}s`}`
    : shape.kind;

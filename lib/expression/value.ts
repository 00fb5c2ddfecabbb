import type { RecordShape, Shape } from "./shape.ts";

/** A value that expressions can read, converted once for all of them. */
export type Readable = { readonly values: Record<string, unknown> };

/** A value that has passed the schema behind the shape. */
export const readable = (value: object, root: RecordShape): Readable => ({ values: celValue(value, root) });

/** A value as CEL takes it: its whole numbers are bigints. */
const celValue = (value: object, root: RecordShape): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      const field = root.fields[name];
      return field && part !== undefined ? [[name, converted(part, field.shape)]] : [];
    }),
  );

function converted(value: unknown, shape: Shape): unknown {
  if (shape.kind === "int") return BigInt(value as number);
  if (shape.kind === "list") return (value as unknown[]).map((item) => converted(item, shape.item));
  return shape.kind === "record" ? celValue(value as object, shape) : value;
}

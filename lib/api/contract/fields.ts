import type { z } from "zod";

/** The fields of an object schema by name. */
export function fieldsOf(schema: z.ZodType): Record<string, z.ZodType> {
  const { shape } = schema as unknown as { shape?: Record<string, z.ZodType> };
  return shape ?? {};
}

/** Is this field a number, behind any optional or default? */
export function isNumberField(schema: z.ZodType | undefined): boolean {
  let type = schema?.def as { type: string; innerType?: z.ZodType } | undefined;
  while (type?.innerType) type = type.innerType.def as typeof type;
  return type?.type === "number";
}

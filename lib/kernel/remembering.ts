import type { z } from "zod";

const VALUES_MAX = 1000;

/**
 * A schema of texts that come again in every row: one that was found valid is not checked again. What is checked depends on
 * nothing but the text, and texts that are refused are checked each time.
 */
export function remembering<S extends z.ZodType<string, string>>(schema: S): S {
  const known = new Map<string, string>();
  const { run } = schema._zod;
  schema._zod.run = (payload, context) => {
    const { value } = payload;
    if (typeof value !== "string" || context.skipChecks || context.direction === "backward")
      return run(payload, context);
    const found = known.get(value);
    if (found !== undefined) {
      payload.value = found;
      return payload;
    }
    const result = run(payload, context);
    if (result instanceof Promise || result.issues.length > 0) return result;
    if (known.size >= VALUES_MAX) known.clear();
    known.set(value, String(result.value));
    return result;
  };
  return schema;
}

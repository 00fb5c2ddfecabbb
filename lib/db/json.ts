import type { Prisma } from "#generated/prisma/client.ts";

/** A plain JSON value for a `jsonb` column: dates become ISO strings, undefined keys are dropped. */
export const asJson = (value: unknown): Prisma.InputJsonValue =>
  JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;

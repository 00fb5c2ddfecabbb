import type { Prisma } from "#generated/prisma/client.ts";

/** A plain JSON value on its way into a `jsonb` column: dates become ISO strings, undefined keys vanish. */
export const asJson = (value: unknown): Prisma.InputJsonValue =>
  JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;

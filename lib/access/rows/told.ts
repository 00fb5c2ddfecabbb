import { Prisma } from "#generated/prisma/client.ts";

type Reader = { readonly id: Prisma.Sql; readonly functions: Prisma.Sql };

/** Whether a reader is notified of `act`, a step of a grant: its subject and the holders of the function are, except its author. */
export const toldTo = ({ id, functions }: Reader): Prisma.Sql => Prisma.sql`
  act.by_id <> ${id} AND (act.person_id = ${id} OR act.function = ANY (${functions}))`;

import { Prisma } from "#generated/prisma/client.ts";

type Reader = { readonly id: Prisma.Sql; readonly functions: Prisma.Sql };

/** Whether `act`, a step of a grant, is told to a reader: to its subject and the holders of the function, save whoever did it. */
export const toldTo = ({ id, functions }: Reader): Prisma.Sql => Prisma.sql`
  act.by_id <> ${id} AND (act.person_id = ${id} OR act.function = ANY (${functions}))`;

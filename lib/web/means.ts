import { type Means, meansIn, PASSWORD_ALONE } from "#lib/access/means.ts";
import { factorList } from "#lib/access/queries/factor-list.ts";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { database } from "./database.ts";

/** The reader's means to prove their presence. If they cannot be read, the server asks for more when it must. */
export async function meansOf(caller: Caller): Promise<Means> {
  const answer = await look(database(), factorList, {}, { caller });
  return answer.ok ? meansIn(answer.value.factors) : PASSWORD_ALONE;
}

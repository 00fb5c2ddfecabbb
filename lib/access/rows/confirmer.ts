import type { Confirmer } from "#lib/access/granting.ts";
import { foundersDependence } from "#lib/access/independence.ts";
import { namedIn } from "#lib/access/provenance.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller, Role } from "#lib/kernel/caller.ts";
import { functionsHeld, grantsOf, isUnfounded } from "./grants.ts";
import { namesOf } from "./names-of.ts";
import { provenancesOf } from "./provenances.ts";

/** What decides whether somebody confirms functions, as of now. */
export async function confirmerOf(tx: Tx, { id, workspaceId }: Caller, now: Date) {
  const [member] = await tx.$queryRaw<{ roles: Role[] }[]>`
    SELECT roles FROM membership WHERE workspace_id = ${workspaceId}::uuid AND person_id = ${id}::uuid`;
  const functions = await functionsHeld(tx, { workspaceId, personId: id }, now);
  const ownGrants = await grantsOf(tx, workspaceId, id);
  const confirmer: Confirmer = { id, roles: member?.roles ?? [], functions, ownGrants };
  const unfounded = await isUnfounded(tx, workspaceId);
  return { confirmer, unfounded, ...(unfounded ? await foundersOf(tx, id, now) : FOUNDED) };
}

const FOUNDED = { bondWith: () => null, nameOf: (id: string) => id };

/** On whom this person depends among those who are proposed for the first functions, however long ago it came about. */
async function foundersOf(tx: Tx, id: string, at: Date) {
  const proposed = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT person_id::text AS id FROM function_standing WHERE verb IN ('proposed', 'confirmed')`;
  const others = await provenancesOf(tx, [id, ...proposed.map((one) => one.id)]);
  const names = await namesOf(tx, [...others.keys(), ...[...others.values()].flatMap(namedIn)]);
  const moment = { days: Number.POSITIVE_INFINITY, at, others };
  return {
    bondWith: (personId: string) => foundersDependence(others.get(id)!, others.get(personId)!, moment),
    nameOf: (personId: string) => names.get(personId) ?? "somebody who left",
  };
}

import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { statesNamed } from "#lib/kernel/state-word.ts";
import type { HitOf } from "#lib/overview/views/search.ts";
import { ROLLOUT_STATES } from "#lib/rollouts/rollout.ts";
import {
  type Asked,
  allMet,
  contains,
  equals,
  type Found,
  hasDigest,
  isNumber,
  ofVersion,
  oneOfStates,
  onPointerNamed,
} from "./search-terms.ts";

/** Rollouts by number, candidate, model, pointer, who started them, state or the plan's digest. */
export async function foundRollouts(
  tx: Tx,
  { terms, offset, take }: Asked,
): Promise<Found<HitOf<"rollout">>[]> {
  const condition = allMet("rollout", terms, (term) => [
    equals(Prisma.sql`it.number`, term.number),
    ofVersion(Prisma.sql`it.candidate_id`, term),
    onPointerNamed(Prisma.sql`it.pointer_id`, term),
    contains(Prisma.sql`it.started_by`, term),
    oneOfStates(Prisma.sql`it.state`, statesNamed(ROLLOUT_STATES, term.text)),
    hasDigest(Prisma.sql`it.plan_digest`, term),
  ]);
  const rows = await tx.$queryRaw<Row[]>`
    WITH page AS (
      SELECT *, ${isNumber(Prisma.sql`it.number`, terms, "number")} AS exact FROM rollout it
      WHERE ${condition} ORDER BY exact DESC, it.number DESC LIMIT ${take} OFFSET ${offset}
    )
    SELECT page.number, page.state, page.started_at AS at, release.number AS release, model.name AS model,
           candidate.number AS version, pointer.name AS pointer, page.exact
    FROM page JOIN release ON release.id = page.release_id JOIN pointer ON pointer.id = page.pointer_id
    JOIN model_version candidate ON candidate.id = page.candidate_id JOIN model ON model.id = pointer.model_id
    ORDER BY page.exact DESC, page.number DESC`;
  return rows.map(({ exact, at, state, ...rollout }) => ({
    hit: { kind: "rollout", ...rollout, state: oneOf(ROLLOUT_STATES, state), at: at.toISOString() },
    exact,
  }));
}

type Row = Omit<HitOf<"rollout">, "kind" | "at" | "state"> & { at: Date; state: string; exact: boolean };

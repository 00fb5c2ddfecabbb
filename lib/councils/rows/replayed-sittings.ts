import type { Fact, Facts } from "#lib/audit/replay.ts";
import type { Replayed } from "#lib/audit/rows/replayed.ts";
import { replayedAct, sittingFold } from "#lib/councils/sitting-replay.ts";
import type { Tx } from "#lib/db/client.ts";
import { signatureFacts } from "./replayed-signatures.ts";

/** Sittings with everything that was done in them, compared with the log. */
export const replayedSittings: Replayed = {
  stream: "sitting",
  table: "sitting",
  fold: sittingFold,
  subjectsAPage: 100,
  facts: sittingFacts,
};

async function sittingFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const sittings = await tx.sitting.findMany({ where: { id: { in: [...ids] } }, include: { acts: true } });
  const names = new Map(sittings.map(({ id }) => [id, `sitting ${id}`]));
  const facts = sittings.flatMap(
    ({ id, councilId: council, number, startsAt, state, acts }): [string, Fact][] => [
      [names.get(id)!, { council, number, startsAt: startsAt.toISOString(), state, acts: acts.length }],
      ...acts.map(({ act, type, data, byId: by, at }) =>
        replayedAct(names.get(id)!, act, { type, data: data as Fact, by, at: at.toISOString() }),
      ),
    ],
  );
  return new Map([...facts, ...(await signatureFacts(tx, "sitting", names))]);
}

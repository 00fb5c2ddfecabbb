import { createDelegation } from "#lib/councils/commands/create-delegation.ts";
import { endDelegation } from "#lib/councils/commands/end-delegation.ts";
import { delegationTerms } from "#lib/councils/delegation.ts";
import { DAY_MS } from "#lib/kernel/time.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import type { Game } from "#lib/testing/adversary/game.ts";
import type { Move } from "./move.ts";

const given = (game: Game) =>
  game.read((tx) => tx.delegation.findMany({ where: { endedAt: null }, orderBy: { id: "asc" } }));

/** Moves by which the adversary's accounts speak for each other. */
export const DELEGATION_MOVES = {
  "delegates a seat": {
    plays: [createDelegation],
    weight: () => 1.5,
    async play(game) {
      const [from, to] = [game.holder(), game.pick(game.controlled)];
      const name = from && game.pick([...game.known(from).grants.keys()]);
      if (!from || !to || !name) return;
      const startsAt = game.now.toISOString();
      const endsAt = new Date(game.now.getTime() + 30 * DAY_MS).toISOString();
      const terms = { to: to.id, functions: [name], models: null, startsAt, endsAt, reason: "Away." };
      const proof = await game.proofOn(from, "create-delegation", delegationTerms(terms));
      await game.act(createDelegation, { ...terms, ...proof }, from);
    },
  },
  "signs for another": {
    plays: [castVerdict],
    weight: () => 3,
    async play(game) {
      const [delegation, release] = [
        game.pick(await given(game)),
        game.pick(game.releasesIn("in-review", "changes-requested")),
      ];
      const by = game.controlled.find(({ id }) => id === delegation?.toId);
      if (!delegation || !release || !by) return;
      const { round, subjectDigest } = (await game.fileOf(release.number)).release;
      const proof = await game.proof(by, "cast-verdict", subjectDigest);
      const about = { release: release.number, round, subjectDigest, seat: delegation.functions[0] };
      const said = { decision: "approve", comment: "Read.", onBehalfOf: delegation.fromId };
      await game.act(castVerdict, { ...about, ...said, ...proof }, by);
    },
  },
  "ends a delegation": {
    plays: [endDelegation],
    weight: () => 0.2,
    async play(game) {
      const [delegation, by] = [game.pick(await given(game)), game.holder()];
      if (delegation && by) await game.act(endDelegation, { delegation: delegation.id, reason: "Back." }, by);
    },
  },
} satisfies Record<string, Move>;

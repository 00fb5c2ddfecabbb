import { declineFunction } from "#lib/access/commands/decline-function.ts";
import { proposeFunction } from "#lib/access/commands/propose-function.ts";
import { removeFunction } from "#lib/access/commands/remove-function.ts";
import { consentSigning } from "#lib/councils/commands/consent-signing.ts";
import { waitingSigners } from "#lib/councils/queries/waiting-signers.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { confirmFunction } from "#lib/policy/commands/confirm-function.ts";
import type { Account } from "#lib/testing/adversary/account.ts";
import type { Game } from "#lib/testing/adversary/game.ts";
import type { Move } from "./move.ts";

/** The functions that a policy here names. */
const NAMES: readonly BusinessFunction[] = [
  "engineering",
  "compliance",
  "compliance",
  "engineering",
  "security",
];

/** The grants of everybody that are at this point. */
const grantsThat = (game: Game, confirmed: boolean) =>
  game.accounts.flatMap((of) =>
    [...game.known(of).grants].flatMap(([name, { confirmedAt }]) =>
      (confirmedAt !== null) === confirmed ? [{ of, name }] : [],
    ),
  );

/** Mostly somebody with a function, or a proposed one, of another name: those found a workspace. */
function confirmer(game: Game, of: Account, name: BusinessFunction): Account | undefined {
  const able = game.controlled.filter(
    (one) => one !== of && [...game.known(one).grants.keys()].some((other) => other !== name),
  );
  const holding = able.filter((one) =>
    [...game.known(one).grants].some(([other, { confirmedAt }]) => other !== name && confirmedAt),
  );
  if (game.chance(1)) return game.pick(game.controlled);
  return game.pick(holding.length > 0 ? holding : able);
}

export const GRANT_MOVES = {
  "proposes a function": {
    plays: [proposeFunction],
    weight: (game) => (grantsThat(game, false).length < 4 ? 6 : 0.5),
    async play(game) {
      const again = game.controlled.filter((one) => game.known(one).grants.size > 0);
      const of = game.chance(4) ? game.pick(again) : game.withRole("reviewer");
      const by = game.withRole("admin");
      if (!by || !of) return;
      const proof = await game.proofOn(by, "propose-function", of.id);
      const asked = { personId: of.id, function: game.pick(NAMES), reason: "Mine.", ...proof };
      await game.act(proposeFunction, asked, by);
    },
  },
  "confirms a function": {
    plays: [confirmFunction],
    weight: (game) => (grantsThat(game, false).length > 0 ? 9 : 0),
    async play(game) {
      const { of, name } = game.pick(grantsThat(game, false))!;
      const by = confirmer(game, of, name);
      if (!by) return;
      const proof = await game.proofOn(by, "confirm-function", `${of.id}/${name}`);
      await game.act(confirmFunction, { personId: of.id, function: name, ...proof }, by);
    },
  },
  "withdraws or declines a function": {
    plays: [declineFunction],
    weight: (game) => (grantsThat(game, false).length > 0 ? 0.5 : 0),
    async play(game) {
      const { of, name } = game.pick(grantsThat(game, false))!;
      const by = game.withRole(game.chance(5) ? "admin" : "reviewer");
      if (by) await game.act(declineFunction, { personId: of.id, function: name, reason: "A mistake." }, by);
    },
  },
  "removes a function": {
    plays: [removeFunction],
    weight: () => 0.4,
    async play(game) {
      const [grant, by] = [game.pick(grantsThat(game, true)), game.withRole("admin")];
      if (!grant || !by) return;
      const asked = { personId: grant.of.id, function: grant.name, reason: "Moved." };
      await game.act(removeFunction, asked, by);
    },
  },
  "consents to a renewal": {
    plays: [consentSigning],
    weight: (game) => (grantsThat(game, true).length > 0 ? 5 : 0),
    async play(game) {
      const by = game.withFunction(game.pick(NAMES)!);
      const reader = by && (await game.callerOf(by));
      if (!reader) return;
      const waiting = await game.here.ask(waitingSigners, {}, reader);
      const of = waiting.ok && game.pick(waiting.value.signers.filter(({ personId }) => personId !== by.id));
      if (!of) return;
      const { personId, since } = of;
      const proof = await game.proofOn(by, "consent-signing", `${personId}/${since}`);
      await game.act(consentSigning, { personId, since, reason: "Met them.", ...proof }, by);
    },
  },
} satisfies Record<string, Move>;

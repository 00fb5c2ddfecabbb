import { askNewPasskey } from "#lib/access/admission/factor-challenge.ts";
import { bindIdentity } from "#lib/access/commands/bind-identity.ts";
import { enrolFactor } from "#lib/access/commands/enrol-factor.ts";
import { removeFactor } from "#lib/access/commands/remove-factor.ts";
import { resetFactor } from "#lib/access/commands/reset-factor.ts";
import { unbindIdentity } from "#lib/access/commands/unbind-identity.ts";
import type { Game } from "#lib/testing/adversary/game.ts";
import { softwarePasskey } from "#lib/testing/specimens/software-passkey.ts";
import type { Move } from "./move.ts";

/** Whose own address it is: the provider vouches for no other. */
const ownAccounts = ({ controlled }: Game) => controlled.filter(({ mailbox, hand }) => mailbox === hand);

export const CREDENTIAL_MOVES = {
  "enrols a factor": {
    plays: [enrolFactor],
    weight: () => 0.7,
    async play(game) {
      const by = game.pick(game.controlled)!;
      const caller = await game.callerOf(by);
      const asked = caller && (await askNewPasskey(game.here.db, caller, game.now));
      if (!asked?.ok) return;
      const { challengeId, options } = asked.value;
      const passkey = softwarePasskey().make(options);
      await game.act(
        enrolFactor,
        { ...(await game.proofOn(by, "enrol-factor", by.id)), challengeId, name: "Key", passkey },
        by,
      );
    },
  },
  "removes a factor": {
    plays: [removeFactor],
    weight: () => 0.3,
    async play(game) {
      const factors = await game.here.db.prisma.secondFactor.findMany({
        where: { personId: { in: game.controlled.map(({ id }) => id) } },
      });
      const factor = game.pick(factors);
      const by = game.controlled.find(({ id }) => id === factor?.personId);
      if (!by || !factor) return;
      await game.act(
        removeFactor,
        { factorId: factor.id, ...(await game.proofOn(by, "remove-factor", factor.id)) },
        by,
      );
    },
  },
  "resets factors": {
    plays: [resetFactor],
    weight: () => 0.5,
    async play(game) {
      const [by, of] = [game.withRole("admin"), game.pick(game.accounts)];
      if (!by || !of) return;
      const proof = await game.proofOn(by, "reset-factor", of.id);
      await game.act(resetFactor, { personId: of.id, reason: "Lost.", ...proof }, by);
    },
  },
  "binds an account at the provider": {
    plays: [bindIdentity],
    weight: () => 0.7,
    async play(game) {
      const by = game.pick(ownAccounts(game));
      if (!by) return;
      const account = { issuer: "https://login.example", subject: by.id };
      const claims = { email: by.email, emailVerified: true };
      await game.act(
        bindIdentity,
        { ...(await game.proofOn(by, "bind-identity", by.id)), ...account, ...claims },
        by,
      );
    },
  },
  "unbinds an account": {
    plays: [unbindIdentity],
    weight: () => 0.3,
    async play(game) {
      const of = game.pick(game.accounts.filter((one) => game.known(one).accounts.size > 0));
      const by = game.withRole("admin");
      if (!of || !by) return;
      const identityId = [...game.known(of).accounts][0]!;
      const proof = await game.proofOn(by, "unbind-identity", identityId);
      await game.act(unbindIdentity, { identityId, reason: "Gone.", ...proof }, by);
    },
  },
} satisfies Record<string, Move>;

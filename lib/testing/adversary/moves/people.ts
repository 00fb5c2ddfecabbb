import { assignPerson } from "#lib/access/commands/assign-person.ts";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { enablePerson } from "#lib/access/commands/enable-person.ts";
import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { issueLink } from "#lib/access/commands/issue-link.ts";
import { mailLink } from "#lib/access/commands/mail-link.ts";
import { redeemLink } from "#lib/access/commands/redeem-link.ts";
import type { Role } from "#lib/kernel/caller.ts";
import type { Account, Human } from "#lib/testing/adversary/account.ts";
import type { Game } from "#lib/testing/adversary/game.ts";
import { MAILED, OUTSIDE, OWNER } from "#lib/testing/adversary/honest-world.ts";
import { PASSWORD } from "#lib/testing/worlds/workspace.ts";
import type { Move } from "./move.ts";

const ROLE_SETS: readonly (readonly Role[])[] = [
  ["reviewer"],
  ["reviewer", "data-scientist", "release-manager"],
  ["reviewer", "data-scientist", "release-manager"],
  ["reviewer", "data-scientist", "release-manager"],
  ["data-scientist"],
  ["release-manager"],
  ["admin"],
  ["admin"],
  ["admin", "data-scientist"],
  ["admin", "reviewer"],
];
const ACCOUNTS_MAX = 13;

type Invited = { readonly name: string; readonly domain: string; readonly mailbox: Human };

async function invite(game: Game, { name, domain, mailbox }: Invited, roles: readonly Role[]) {
  const by = game.withRole("admin");
  if (!by) return;
  const email = `${game.nextName(name)}@${domain}`;
  const proof = await game.proofOn(by, "invite-person", email);
  const answer = await game.act(invitePerson, { email, name, roles, ...proof }, by);
  if (!answer.ok) return;
  const { personId: id, linkId, via } = answer.value;
  const of: Account = { id, name, email, mailbox, hand: "honest", sessionId: null };
  game.accounts.push(of);
  game.links.push({ linkId, of, to: via === "mailed" ? mailbox : by.hand });
}

/** A link to a new password: to whom it goes depends on the address. */
async function reset(game: Game, of: Account | undefined) {
  const by = game.withRole("admin");
  if (!by || !of) return;
  const proof = await game.proofOn(by, "issue-link", of.id);
  const asked = { personId: of.id, reason: "Forgot it.", ...proof };
  const answer = await game.act(issueLink, asked, by);
  if (!answer.ok) return;
  const { linkId, via } = answer.value;
  game.links.push({ linkId, of, to: via === "mailed" ? of.mailbox : by.hand });
}

const isOutside = ({ email }: Account): boolean => email.endsWith(OUTSIDE);
const untaken = ({ accounts }: Game) =>
  accounts.filter((one) => one.hand === "honest" && one.sessionId !== null && isOutside(one));
const hasBob = ({ accounts }: Game): boolean => accounts.some(({ mailbox }) => mailbox === "bob");
const ownLinks = ({ links }: Game) => links.filter(({ to }) => to !== "honest");

export const PEOPLE_MOVES = {
  "invites an account": {
    plays: [invitePerson],
    weight: ({ accounts }) => (accounts.length < ACCOUNTS_MAX ? 2 : 0),
    play: (game) =>
      invite(
        game,
        { name: `p${game.accounts.length}`, domain: OUTSIDE, mailbox: "honest" },
        game.pick(ROLE_SETS)!,
      ),
  },
  "invites the second person by mail": {
    plays: [invitePerson],
    weight: (game) => (game.rules.colluding && !hasBob(game) ? 12 : 0),
    play: (game) => invite(game, { name: "bob", domain: MAILED, mailbox: "bob" }, ["reviewer"]),
  },
  "invites a stranger by mail": {
    plays: [invitePerson],
    weight: ({ accounts }) => (accounts.length < ACCOUNTS_MAX ? 0.3 : 0),
    play: (game) => invite(game, { name: "neil", domain: MAILED, mailbox: "honest" }, game.pick(ROLE_SETS)!),
  },
  "redeems a link": {
    plays: [redeemLink],
    weight: (game) => (ownLinks(game).length > 0 ? 40 : 0),
    async play(game) {
      const link = game.pick(ownLinks(game))!;
      game.links.splice(game.links.indexOf(link), 1);
      const { linkId, of, to } = link;
      const given = { linkId, personId: of.id, newPassword: PASSWORD };
      const answer = await game.act(redeemLink, given, game.here.system);
      if (!answer.ok) return;
      of.hand = to;
      of.sessionId = null;
    },
  },
  "resets an honest holder": {
    plays: [issueLink],
    weight: (game) => (untaken(game).length > 0 ? 6 : 0),
    play: (game) => reset(game, game.pick(untaken(game))),
  },
  "resets anybody": {
    plays: [issueLink],
    weight: () => 0.7,
    play: (game) => reset(game, game.pick(game.accounts)),
  },
  "has a link mailed": {
    plays: [mailLink],
    weight: () => 0.7,
    async play(game) {
      const by = game.pick(game.controlled)!;
      const proof = await game.proofOn(by, "mail-link", by.id);
      const answer = await game.act(mailLink, proof, by);
      if (answer.ok) game.links.push({ linkId: answer.value.linkId, of: by, to: by.mailbox });
    },
  },
  "changes roles": {
    plays: [assignPerson],
    weight: () => 3,
    async play(game) {
      const of = game.chance(5) ? game.holder() : game.pick(game.chance(9) ? game.controlled : game.accounts);
      const by = game.withRole("admin");
      if (!by || !of) return;
      const proof = await game.proofOn(by, "assign-person", of.id);
      await game.act(assignPerson, { personId: of.id, roles: game.pick(ROLE_SETS), ...proof }, by);
    },
  },
  disables: {
    plays: [disablePerson],
    weight: () => 0.8,
    async play(game) {
      const owner = game.accounts.find(({ name }) => name === OWNER);
      const [by, of] = [game.withRole("admin"), game.chance(5) ? owner : game.pick(game.accounts)];
      if (by && of) await game.act(disablePerson, { personId: of.id, reason: "Left." }, by);
    },
  },
  enables: {
    plays: [enablePerson],
    weight: (game) => (game.accounts.some((one) => game.known(one).disabled) ? 2 : 0),
    async play(game) {
      const away = game.accounts.filter((one) => game.known(one).disabled && one.name !== OWNER);
      const [by, of] = [game.withRole("admin"), game.pick(away)];
      if (!by || !of) return;
      const proof = await game.proofOn(by, "enable-person", of.id);
      await game.act(enablePerson, { personId: of.id, reason: "Back.", ...proof }, by);
    },
  },
} satisfies Record<string, Move>;

import { liftDigest } from "#lib/councils/lift.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { declareRecusal } from "#lib/releases/commands/declare-recusal.ts";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { liftObjection } from "#lib/releases/commands/lift-objection.ts";
import { openRelease } from "#lib/releases/commands/open-release.ts";
import { reportCondition } from "#lib/releases/commands/report-condition.ts";
import { signCondition } from "#lib/releases/commands/sign-condition.ts";
import { submitRelease } from "#lib/releases/commands/submit-release.ts";
import { withdrawRelease } from "#lib/releases/commands/withdraw-release.ts";
import { recusalDigest } from "#lib/releases/recusal.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import type { Account } from "#lib/testing/adversary/account.ts";
import type { Game } from "#lib/testing/adversary/game.ts";
import { testCase, testPlan } from "#lib/testing/worlds/releases.ts";
import type { Move } from "./move.ts";

const SEATS: readonly BusinessFunction[] = ["engineering", "compliance"];
const UNDER_REVIEW = ["in-review", "changes-requested"];
const OPEN_MAX = 5;

const reviewed = (game: Game) => game.releasesIn(...UNDER_REVIEW);
const undecided = (game: Game) => game.releasesIn("draft", ...UNDER_REVIEW);
/** Whether anybody of the adversary's could try to sign. */
const armed = (game: Game): boolean =>
  game.controlled.some((one) => [...game.known(one).grants.values()].some(({ confirmedAt }) => confirmedAt));

type Saying = {
  readonly by: Account;
  readonly seat: BusinessFunction;
  readonly decision: string;
  readonly conditions?: readonly object[];
};

async function say(game: Game, release: number, { by, seat, decision, conditions }: Saying) {
  const { round, subjectDigest } = (await game.fileOf(release)).release;
  const proof = await game.proof(by, "cast-verdict", subjectDigest);
  const about = {
    release,
    round,
    subjectDigest,
    seat,
    decision,
    comment: "Read.",
    ...(conditions ? { conditions } : {}),
  };
  await game.act(castVerdict, { ...about, ...proof }, by);
}

/** Mostly a seat that nobody signed yet, by whoever has the function. */
async function signs(game: Game, decision: string, conditions?: readonly object[]) {
  const milder = reviewed(game).filter(({ tier }) => tier === "limited");
  const release = game.pick(game.chance(6) && milder.length > 0 ? milder : reviewed(game));
  if (!release) return;
  const { seats, signatures } = await game.fileOf(release.number);
  const free = seats.filter((rule) => !signatures.some((one) => one.seat === rule.function));
  const seat = game.pick(free.length > 0 && !game.chance(2) ? free : seats)!.function;
  const beside = (one: Account) => !signatures.some(({ signerId }) => signerId === one.id);
  const by = game.chance(6) ? game.withFunction(seat, beside) : game.withFunction(seat);
  if (by) await say(game, release.number, { by, seat, decision, ...(conditions ? { conditions } : {}) });
}

/** Due at once or later, owned by anybody. */
function onACondition(game: Game) {
  const dueAt = new Date(game.now.getTime() + (game.chance(3) ? HOUR_MS : 48 * HOUR_MS)).toISOString();
  return [{ text: "It is watched.", owner: game.pick(game.accounts)!.id, dueAt, test: "Seen." }];
}

async function aCondition(game: Game) {
  const release = game.pick(game.releasesIn(...UNDER_REVIEW, "approved", "releasing"));
  if (!release) return null;
  const found = game.pick((await game.fileOf(release.number)).conditions);
  return found ? { ...found, release: release.number } : null;
}

const author = (game: Game) => game.withRole(game.chance(5) ? "data-scientist" : "release-manager");

const hasAuthor = (game: Game): boolean =>
  game.controlled.some((one) => game.known(one).roles.includes("data-scientist"));

export const RELEASE_MOVES = {
  "opens a release": {
    plays: [openRelease],
    weight: (game) => (hasAuthor(game) && undecided(game).length < OPEN_MAX ? 3 : 0.1),
    async play(game) {
      const versions = await game.read((tx) =>
        tx.modelVersion.findMany({ include: { model: true }, orderBy: { createdAt: "asc" } }),
      );
      const version = game.chance(5) ? versions.at(-1) : game.pick(versions);
      const by = author(game);
      if (!version || !by) return;
      const { number, model } = version;
      const asked = { model: model.name, version: number, pointer: "production" };
      await game.act(openRelease, { ...asked, case: testCase, plan: testPlan }, by);
    },
  },
  "edits a release": {
    plays: [editRelease],
    weight: () => 0.7,
    async play(game) {
      const [release, by] = [game.pick(undecided(game)), author(game)];
      if (!release || !by) return;
      const { round } = (await game.fileOf(release.number)).release;
      const why = game.pick([testCase.why, "Another reason."])!;
      await game.act(editRelease, { release: release.number, round, case: { ...testCase, why } }, by);
    },
  },
  "submits a release": {
    plays: [submitRelease],
    weight: (game) => (game.releasesIn("draft").length > 0 ? 4 : 0),
    async play(game) {
      const [release, by] = [game.pick(game.releasesIn("draft")), author(game)];
      if (release && by) await game.act(submitRelease, { release: release.number }, by);
    },
  },
  "withdraws a release": {
    plays: [withdrawRelease],
    weight: () => 0.15,
    async play(game) {
      const [release, by] = [game.pick(undecided(game)), author(game)];
      if (release && by)
        await game.act(withdrawRelease, { release: release.number, reason: "No longer." }, by);
    },
  },
  approves: {
    plays: [castVerdict],
    weight: (game) => (armed(game) && reviewed(game).length > 0 ? 14 : 0.3),
    play: (game) => signs(game, "approve"),
  },
  "approves on a condition": {
    plays: [castVerdict],
    weight: (game) => (armed(game) && reviewed(game).length > 0 ? 2 : 0.1),
    play: (game) => signs(game, "approve", onACondition(game)),
  },
  "reports a condition": {
    plays: [reportCondition],
    weight: () => 1,
    async play(game) {
      const found = await aCondition(game);
      const by = game.pick(game.controlled);
      if (found && by)
        await game.act(
          reportCondition,
          { release: found.release, condition: found.id, evidence: "It is so." },
          by,
        );
    },
  },
  "confirms a condition": {
    plays: [signCondition],
    weight: () => 1.5,
    async play(game) {
      const found = await aCondition(game);
      const last = found?.reports.at(-1);
      const by = found && (game.chance(5) ? game.withFunction(found.seat) : game.pick(game.controlled));
      if (!found || !last || !by) return;
      const { report, digest } = last;
      const proof = await game.proof(by, "sign-condition", digest);
      const asked = { release: found.release, condition: found.id, report, digest, decision: "approve" };
      await game.act(signCondition, { ...asked, ...proof }, by);
    },
  },
  "recuses an account": {
    plays: [declareRecusal],
    weight: () => 0.3,
    async play(game) {
      const [release, by] = [game.pick(reviewed(game)), game.pick(game.controlled)];
      if (!release || !by) return;
      const digest = recusalDigest(by.id, (await game.fileOf(release.number)).digest);
      const proof = await game.proof(by, "declare-recusal", digest);
      await game.act(declareRecusal, { release: release.number, reason: "No longer mine.", ...proof }, by);
    },
  },
  "requests changes": {
    plays: [castVerdict],
    weight: () => 0.5,
    play: (game) => signs(game, "request-changes"),
  },
  "is objected to by somebody honest": {
    plays: [castVerdict],
    weight: () => 0.5,
    async play(game) {
      const release = game.pick(reviewed(game));
      const seat = game.pick(SEATS)!;
      const honest = game.accounts.filter(
        (one) => one.hand === "honest" && game.known(one).grants.get(seat)?.confirmedAt,
      );
      const by = game.pick(honest);
      if (release && by) await say(game, release.number, { by, seat, decision: "request-changes" });
    },
  },
  "lifts an objection": {
    plays: [liftObjection],
    weight: (game) => (game.releasesIn("changes-requested").length > 0 ? 4 : 0),
    async play(game) {
      const release = game.pick(game.releasesIn("changes-requested"));
      if (!release) return;
      const file = await game.fileOf(release.number);
      const objection = game.pick(councilStanding(file).objections);
      const by = objection && game.withFunction(objection.seat);
      if (!by) return;
      const proof = await game.proof(by, "lift-objection", liftDigest(objection.id, file.digest));
      const asked = { release: release.number, objection: objection.id, reason: "Answered." };
      await game.act(liftObjection, { ...asked, ...proof }, by);
    },
  },
  "starts the rollout": {
    plays: [startRollout],
    weight: (game) => (game.releasesIn("approved").length > 0 ? 6 : 0.3),
    async play(game) {
      const release = game.pick(game.releasesIn("approved", ...UNDER_REVIEW));
      const by = game.withRole("release-manager");
      if (release && by) await game.act(startRollout, { release: release.number, reason: "Agreed." }, by);
    },
  },
} satisfies Record<string, Move>;

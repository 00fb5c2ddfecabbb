import { proposeAssessment } from "#lib/councils/commands/propose-assessment.ts";
import { proposePolicy } from "#lib/councils/commands/propose-policy.ts";
import { signAssessment } from "#lib/councils/commands/sign-assessment.ts";
import { signPolicy } from "#lib/councils/commands/sign-policy.ts";
import { withdrawAssessment } from "#lib/councils/commands/withdraw-assessment.ts";
import { withdrawPolicy } from "#lib/councils/commands/withdraw-policy.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { publishPolicy } from "#lib/policy/commands/publish-policy.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";
import type { Game } from "#lib/testing/adversary/game.ts";
import { MODELS, POLICY } from "#lib/testing/adversary/honest-world.ts";
import { assessing } from "#lib/testing/worlds/assessments.ts";
import type { Move } from "./move.ts";

const [{ seats: LOW_SEATS }] = POLICY.routes as [PolicyContent["routes"][number]];

/** Policies that ask for less. */
const LOWER: readonly PolicyContent[] = [
  { ...POLICY, routes: POLICY.routes.map((route) => ({ ...route, seats: LOW_SEATS })) },
  { ...POLICY, people: { grantWaitHours: 0, factorWaitHours: 0, independenceDays: 1 } },
  { ...POLICY, people: { identity: { high: ["handed-over", "mailed", "provider"] } } },
  { ...POLICY, changes: { seats: [{ function: "security", min: 1 }] } },
];
const CHANGE_SEATS: readonly BusinessFunction[] = ["compliance", "security"];
/** Mostly what leads on. */
const decisionIn = (game: Game) => (game.chance(9) ? "approve" : "reject");
const modelsIn = (game: Game) => game.read((tx) => tx.model.findMany());

export const COUNCIL_MOVES = {
  "publishes a policy": {
    plays: [publishPolicy],
    weight: () => 0.2,
    async play(game) {
      const by = game.withRole("admin");
      if (by) await game.act(publishPolicy, game.pick(LOWER)!, by);
    },
  },
  "proposes a lower policy": {
    plays: [proposePolicy],
    weight: () => 1,
    async play(game) {
      const by = game.withRole("admin");
      if (by) await game.act(proposePolicy, { basedOn: 1, policy: game.pick(LOWER), reason: "Leaner." }, by);
    },
  },
  "signs the proposed policy": {
    plays: [signPolicy],
    weight: () => 2,
    async play(game) {
      const open = await openIn(game, "policyProposal");
      const seat = game.pick(CHANGE_SEATS)!;
      const by = game.withFunction(seat);
      if (!open || !by) return;
      const { id: proposalId, digest } = open;
      const proof = await game.proof(by, "sign-policy", digest);
      const decision = decisionIn(game);
      await game.act(signPolicy, { proposalId, digest, seat, decision, comment: "Read.", ...proof }, by);
    },
  },
  "withdraws the proposed policy": {
    plays: [withdrawPolicy],
    weight: () => 0.2,
    async play(game) {
      const open = await openIn(game, "policyProposal");
      const by = game.pick(game.controlled);
      if (open && by) await game.act(withdrawPolicy, { proposalId: open.id, reason: "No." }, by);
    },
  },
  "proposes a tier": {
    plays: [proposeAssessment],
    weight: () => 2,
    async play(game) {
      const models = await modelsIn(game);
      const mildest = models.find(({ name }) => name === MODELS.limited);
      const model = (game.chance(4) && mildest) || game.pick(models);
      const owner = game.controlled.find(({ id }) => id === model?.ownerId);
      const by = owner && game.chance(8) ? owner : game.withRole("data-scientist");
      if (!model || !by) return;
      const tier = game.pick(["low", "low", "limited", "critical"] as const)!;
      await game.act(proposeAssessment, assessing(model.name, tier), by);
    },
  },
  "signs a proposed tier": {
    plays: [signAssessment],
    weight: () => 4,
    async play(game) {
      const open = await openIn(game, "tierAssessment");
      const by = game.withFunction("compliance");
      if (!open || !by) return;
      const { id: assessmentId, digest } = open;
      const proof = await game.proof(by, "sign-assessment", digest);
      const about = { model: await modelOf(game, assessmentId), assessmentId, digest, seat: "compliance" };
      const said = { decision: decisionIn(game), comment: "Read." };
      await game.act(signAssessment, { ...about, ...said, ...proof }, by);
    },
  },
  "withdraws a proposed tier": {
    plays: [withdrawAssessment],
    weight: () => 0.3,
    async play(game) {
      const open = await openIn(game, "tierAssessment");
      const by = game.pick(game.controlled);
      if (!open || !by) return;
      const asked = { model: await modelOf(game, open.id), assessmentId: open.id, reason: "No." };
      await game.act(withdrawAssessment, asked, by);
    },
  },
} satisfies Record<string, Move>;

const OPEN = { where: { state: "open" }, select: { id: true, digest: true } };

/** One of the subjects of this kind that wait for signatures. */
const openIn = async (game: Game, kind: "policyProposal" | "tierAssessment") =>
  game.pick(
    await game.read((tx) =>
      kind === "policyProposal" ? tx.policyProposal.findMany(OPEN) : tx.tierAssessment.findMany(OPEN),
    ),
  );

const modelOf = (game: Game, assessmentId: string): Promise<string> =>
  game.read(async (tx) => {
    const { modelId } = await tx.tierAssessment.findUniqueOrThrow({ where: { id: assessmentId } });
    const { name } = await tx.model.findUniqueOrThrow({ where: { id: modelId } });
    return name;
  });

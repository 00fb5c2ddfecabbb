import { handOverToken } from "#lib/access/commands/hand-over-token.ts";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { tokenTerms } from "#lib/access/token-terms.ts";
import { createPointer } from "#lib/exposure/commands/create-pointer.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { createModel } from "#lib/registry/commands/create-model.ts";
import { registerVersion } from "#lib/registry/commands/register-version.ts";
import { reportEvaluation } from "#lib/registry/commands/report-evaluation.ts";
import { reviseCard } from "#lib/registry/commands/revise-card.ts";
import { storeArtifact } from "#lib/registry/commands/store-artifact.ts";
import type { Account } from "#lib/testing/adversary/account.ts";
import type { Game } from "#lib/testing/adversary/game.ts";
import { digestOf } from "#lib/testing/specimens/registry.ts";
import type { Move } from "./move.ts";

const SCOPES = ["artifact:store", "version:register", "evaluation:report", "card:revise"] as const;

/** A machine of the adversary's, or one of their data scientists. */
function maker(game: Game): Account | (Caller & { kind: "token" }) | undefined {
  const token = game.chance(6) ? game.pick(game.tokens) : undefined;
  if (!token) return game.withRole("data-scientist");
  const { id, name } = token;
  return { kind: "token", id, name, workspaceId: game.here.workspaceId, scopes: SCOPES };
}

const versionIn = async (game: Game) =>
  game.pick(await game.read((tx) => tx.modelVersion.findMany({ include: { model: true } })));

type Measured = { readonly model: string; readonly version: number; readonly subjectDigest: string };

/** Without a report, no release of a version is opened. */
async function report(game: Game, of: Measured, by: Account | Caller) {
  const measured = { metric: "log-loss", better: "lower", method: "Student", value: 0.4 };
  const metrics = [{ ...measured, lower: 0.3, upper: 0.5 }];
  const content = { rows: 60_000, metrics, slices: [], calibration: [], comparisons: [] };
  const dataset = { name: game.nextName("rows"), digest: digestOf("rows") };
  await game.act(reportEvaluation, { ...of, pipeline: "ours", dataset, codeCommit: "feed00d", content }, by);
}

export const REGISTRY_MOVES = {
  "creates a model": {
    plays: [createModel, createPointer],
    weight: () => 0.5,
    async play(game) {
      const [by, owner] = [game.withRole("data-scientist"), game.pick(game.controlled)];
      if (!by || !owner) return;
      const name = game.nextName("model");
      const words = { title: "Ours", purpose: "Ours.", intendedUse: "Ours.", riskTier: "low" };
      await game.act(createModel, { name, ownerId: owner.id, ...words }, by);
      await game.act(createPointer, { model: name, name: "production" }, by);
    },
  },
  "registers a version": {
    plays: [storeArtifact, registerVersion, reportEvaluation],
    weight: () => 2,
    async play(game) {
      const model = game.pick(await game.read((tx) => tx.model.findMany()));
      const by = maker(game);
      if (!model || !by) return;
      const bits = game.nextName("bits");
      const file = { digest: digestOf(bits), size: bits.length };
      await game.act(storeArtifact, { ...file, mediaType: "application/json" }, by);
      const made = { manifest: [{ ...file, path: "weights.json" }], codeCommit: "3be91c0", datasets: [] };
      const words = { schema: [], influence: [], description: "Ours.", card: "# Ours" };
      const registered = await game.act(registerVersion, { model: model.name, ...made, ...words }, by);
      if (!registered.ok) return;
      const { number: version, digest: subjectDigest } = registered.value;
      await report(game, { model: model.name, version, subjectDigest }, by);
    },
  },
  "revises a card": {
    plays: [reviseCard],
    weight: () => 0.3,
    async play(game) {
      const [version, by] = [await versionIn(game), maker(game)];
      if (!version || !by) return;
      const { model, number } = version;
      const markdown = `# ${game.nextName("card")}`;
      await game.act(reviseCard, { model: model.name, version: number, basedOn: 1, markdown }, by);
    },
  },
  "reports an evaluation": {
    plays: [reportEvaluation],
    weight: () => 0.3,
    async play(game) {
      const [version, by] = [await versionIn(game), maker(game)];
      if (!version || !by) return;
      const { model, number, digest } = version;
      await report(game, { model: model.name, version: number, subjectDigest: digest }, by);
    },
  },
  "issues a token": {
    plays: [issueToken],
    weight: ({ tokens }) => (tokens.length < 3 ? 1.5 : 0.1),
    async play(game) {
      const of = game.chance(6) ? game.holder() : game.pick(game.accounts);
      const by = game.withRole("admin");
      if (!by || !of) return;
      const name = game.nextName("token");
      const asked = { name, scopes: SCOPES, expiresInDays: 300, responsibleId: of.id };
      const proof = await game.proofOn(by, "issue-token", tokenTerms(asked));
      const answer = await game.act(issueToken, { ...asked, ...proof }, by);
      if (answer.ok) game.tokens.push({ id: answer.value.tokenId, name, by });
    },
  },
  "hands a token over": {
    plays: [handOverToken],
    weight: ({ tokens }) => (tokens.length > 0 ? 0.4 : 0),
    async play(game) {
      const [by, token, of] = [game.withRole("admin"), game.pick(game.tokens)!, game.pick(game.accounts)];
      if (!by || !of) return;
      const proof = await game.proofOn(by, "hand-over-token", `${token.id}/${of.id}`);
      await game.act(handOverToken, { tokenId: token.id, responsibleId: of.id, ...proof }, by);
    },
  },
} satisfies Record<string, Move>;

import { afterAll, beforeAll, expect, it } from "vitest";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { revokeToken } from "#lib/access/commands/revoke-token.ts";
import { tokenTerms } from "#lib/access/token-terms.ts";
import { createModel } from "#lib/registry/commands/create-model.ts";
import { provenFor } from "#lib/testing/worlds/factors.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { registryStart } from "./registry-start.ts";

let here: TestWorkspace;
let world: World;
beforeAll(async () => {
  here = await testWorkspace();
  world = await testWorld();
});
afterAll(async () => {
  await here?.close();
  await world?.here.close();
});

const token = (name: string, scopes: ["version:register"] | ["registry:read"]) => ({
  name,
  scopes,
  expiresInDays: 7,
});

it("fills as a first version comes nearer; a token that registers nothing or was revoked does not count", async () => {
  const admin = await here.person("Ada Berg", ["admin"]);
  const seen = async () => (await here.see(registryStart, {}, admin)).arrived;
  expect(await seen()).toEqual({ token: null, tokenUsedAt: null, model: null, file: null });
  const issue = async (name: string, scopes: Parameters<typeof token>[1]) =>
    here.make(
      issueToken,
      {
        ...token(name, scopes),
        ...(await provenFor(here, admin, "issue-token", tokenTerms(token(name, scopes)))),
      },
      admin,
    );
  await issue("dashboard", ["registry:read"]);
  const { tokenId } = await issue("nightly", ["version:register"]);
  expect(await seen()).toMatchObject({ token: { what: "nightly" }, tokenUsedAt: null });
  await here.make(revokeToken, { tokenId }, admin);
  expect((await seen())?.token).toBeNull();
  await here.make(
    createModel,
    {
      name: "churn-risk",
      title: "Churn",
      purpose: "Who leaves.",
      intendedUse: "Calls.",
      riskTier: "low",
      ownerId: admin.id,
    },
    admin,
  );
  expect(await seen()).toMatchObject({ model: { what: "churn-risk" } });
});

it("is over once the registry has a version", async () => {
  expect(await world.here.see(registryStart, {}, world.people.vic)).toEqual({ arrived: null });
});

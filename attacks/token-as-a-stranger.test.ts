import { afterAll, beforeAll, expect, it } from "vitest";
import { callerOfToken } from "#lib/access/admission/caller-of-token.ts";
import { assignPerson } from "#lib/access/commands/assign-person.ts";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { tokenTerms } from "#lib/access/token-terms.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { provenFor } from "#lib/testing/worlds/factors.ts";
import { holdOnly } from "#lib/testing/worlds/grant-functions.ts";
import { signing } from "#lib/testing/worlds/releases.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { MODEL, testWorld, type World } from "#lib/testing/worlds/world.ts";

let world: World;
let olga: Person;
let pipelineCi: Person;
let nightly: Person;
beforeAll(async () => {
  world = await testWorld();
  olga = await world.here.person("Olga Marin", ["admin"]);
  pipelineCi = await pipeline("pipeline-ci");
  nightly = await pipeline("nightly", { responsibleId: world.people.erik.id });
});
afterAll(() => world?.here.close());

/** A token that may do all that a pipeline does, as the caller it lets in. */
async function pipeline(name: string, more: object = {}) {
  const scopes = ["registry:read", "artifact:store", "version:register", "evaluation:report"];
  const { here } = world;
  const asked = { name, scopes, expiresInDays: 9, ...more };
  const proof = await provenFor(here, olga, "issue-token", tokenTerms(asked));
  const { secret } = await here.make(issueToken, { ...asked, ...proof }, olga);
  const caller = await callerOfToken(here.db, secret, here.clock.now);
  return caller as unknown as Person;
}

/** Olga gives up administering, and reviews: an admin in office signs nothing anyway. */
async function nowReviewing(): Promise<Person> {
  const { here } = world;
  await here.make(assignPerson, { personId: olga.id, roles: ["reviewer"] }, here.system);
  await holdOnly(here, olga, ["engineering"]);
  return { ...olga, roles: ["reviewer"], functions: ["engineering"] };
}

const signed = async (release: number, signer: Person) =>
  world.here.attempt(
    castVerdict,
    await signing(world.here, signer, { release, seat: "engineering" }),
    signer,
  );

it("whoever issued the token that uploaded and registered a version cannot sign it", async () => {
  const { here, people, submit } = world;
  const robot = pipelineCi;
  const { number, digest } = await addVersion(here, robot, { model: MODEL, bits: "by the robot" });
  await addReport(here, people.priya, { model: MODEL, version: number, digest, logLoss: 0.5 });
  expect(await signed(await submit(number), await nowReviewing())).toMatchObject({
    error: {
      code: "contributor-cannot-sign",
      message: expect.stringContaining("the token pipeline-ci, which"),
    },
  });
});

it("nor can whoever answers for the token that measured it", async () => {
  const { here, people, submit } = world;
  const robot = nightly;
  const { number, digest } = await addVersion(here, people.jonas, { model: MODEL, bits: "by hand" });
  await addReport(here, robot, { model: MODEL, version: number, digest, logLoss: 0.5 });
  expect(await signed(await submit(number), people.erik)).toMatchObject({
    error: {
      message:
        "You cannot sign this release: you took responsibility for the token nightly, which produced its evaluation.",
    },
  });
});

import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { askNewApp } from "#lib/access/admission/factor-challenge.ts";
import { proven } from "#lib/testing/worlds/factors.ts";
import { PASSWORD, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { enrolFactor } from "./enrol-factor.ts";

let here: TestWorkspace;
beforeAll(async () => {
  vi.stubEnv("SECRET", "a secret of the tests, long enough");
  here = await testWorkspace();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await here?.close();
});

it("takes a code and a recovery code as they are shown, with what groups them", async () => {
  const person = await here.person("Otto Peh", ["viewer"]);
  const asked = await askNewApp(here.db, person, here.clock.now);
  const secret = Secret.fromBase32(asked.value.key.text);
  const shown = (at: Date) =>
    TOTP.generate({ secret, timestamp: at.getTime() }).replace(/^(...)(...)$/, " $1 $2\n");
  const { recoveryCodes } = await here.make(
    enrolFactor,
    {
      stepUpId: await proven(here, person),
      challengeId: asked.value.challengeId,
      name: "Phone",
      code: shown(new Date(here.clock.now.getTime() + 60_000)),
    },
    person,
  );
  here.clock.now = new Date(here.clock.now.getTime() + 60_000);
  await proven(here, person, { password: PASSWORD, code: shown(here.clock.now).replace(" ", "\u00a0") });
  const pasted = ` ${recoveryCodes![0]!.replaceAll("-", " \u2013 ").toUpperCase()}\r\n`;
  await proven(here, person, { password: PASSWORD, recoveryCode: pasted });
  expect((await here.eventsOf(`factors/${person.id}`)).at(-1)).toMatchObject({
    action: "factor.enrolled",
    data: { kind: "totp", recoveryCodes: 10 },
  });
});

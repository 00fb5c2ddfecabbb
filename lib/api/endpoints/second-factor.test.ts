import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { callerOfSession } from "#lib/access/admission/caller-of-session.ts";
import { openSession } from "#lib/access/commands/open-session.ts";
import { API_PREFIX as V1 } from "#lib/api/contract/endpoint.ts";
import { routes } from "#lib/api/table.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { ORIGIN, type TestApi, testApi } from "#lib/testing/servers/api.ts";
import type { RouteKey } from "#lib/testing/specimens/requests/request.ts";
import { addressOf, contentOf, specimens } from "#lib/testing/specimens/specimens.ts";
import { type App, addApp, addPasskey } from "#lib/testing/worlds/factors.ts";
import { PASSWORD, type Person } from "#lib/testing/worlds/workspace.ts";

let api: TestApi;
let mira: Person;
let lena: Person;
let passkey: Awaited<ReturnType<typeof addPasskey>>;
let app: App;
const SITE = "http://localhost:3000";
const DIGEST = digestOfJson({ release: 12 });

beforeAll(async () => {
  api = await testApi();
  vi.stubEnv("PUBLIC_URL", SITE);
  const { workspace } = api.here;
  mira = await workspace.person("Mira Okafor", ["reviewer"], ["security"]);
  lena = await workspace.person("Lena Fischer", ["reviewer"], ["compliance"]);
  passkey = await addPasskey(workspace, mira);
  app = await addApp(workspace, lena);
});
afterAll(() => api?.close());

/** A second session of the person, opened with the password alone. */
async function halfOf(person: Person): Promise<Person> {
  const { workspace } = api.here;
  const from = { personId: person.id, address: "192.0.2.7", userAgent: "another browser" };
  const { sessionId } = await workspace.make(openSession, from, workspace.system);
  return { ...person, sessionId };
}
const post = (path: string, as: Person, json: unknown = {}) => api.call("POST", V1 + path, { as, json });
const standing = (person: Person) => callerOfSession(api.here.workspace.db, person.sessionId, new Date());

type Question = { challengeId: string; options: { challenge: string } };
const asked = async (path: string, as: Person, json: unknown = {}) =>
  (await post(path, as, json)).json as Question;
/** Codes of another half-minute than the last accepted code. */
const freshCode = (steps: number) => app.code(new Date(Date.now() + steps * 30_000));

describe("16: a session opened with the password alone, of a person with a second factor", () => {
  it("is refused at every address and method, and changes nothing", async () => {
    const half = await halfOf(mira);
    for (const route of routes) {
      if ("half" in route) continue;
      const key = `${route.method} ${route.path}` as RouteKey;
      const specimen = specimens(api.here)[key];
      const { query, ...content } = contentOf(key, specimen);
      const answer = await api.call(route.method, addressOf(key, specimen) + query, { as: half, ...content });
      expect(answer.status, key).toBe(403);
      expect(answer.problem.code, key).toBe("second-factor-needed");
      expect(answer.problem.todo).toContain("/sign-in/second-step");
    }
    const { inReview, model } = api.here;
    for (const path of [
      `/releases/${inReview}/packet`,
      "/audit/events.csv",
      `/models/${model}/versions/1/artifacts/a`,
    ])
      expect((await api.call("GET", V1 + path, { as: half })).problem.code).toBe("second-factor-needed");
  });

  it("cannot prove presence, ask a passkey to sign, or add a factor of its own", async () => {
    const half = await halfOf(mira);
    for (const [path, json] of [
      ["/session/step-up", { act: "change-factors", password: PASSWORD }],
      ["/session/step-up", { act: "cast-verdict", subjectDigest: DIGEST, password: PASSWORD }],
      ["/session/step-up/challenge", { act: "cast-verdict", subjectDigest: DIGEST }],
      ["/factors/challenge", { kind: "totp" }],
      ["/factors", { stepUpId: DIGEST.slice(7, 15), challengeId: "x", name: "Mine" }],
    ] as const)
      expect([400, 403], path).toContain((await post(path, half, json)).status);
    const rest = specimens(api.here)["POST /factors"].rest;
    expect((await post("/factors", half, rest)).problem.code).toBe("second-factor-needed");
  });

  it("becomes whole with the passkey, and the method is recorded", async () => {
    const half = await halfOf(mira);
    const { challengeId, options } = await asked("/session/second-step/challenge", half);
    const answer = passkey.sign(options);
    const given = await post("/session/second-step", half, { passkey: { challengeId, answer } });
    expect(given.json).toEqual({ method: "webauthn" });
    expect((await api.call("GET", `${V1}/models`, { as: half })).status).toBe(200);
    const events = await api.here.workspace.eventsOf(`session/${half.sessionId}`);
    expect(events.at(-1)).toMatchObject({ action: "session.confirmed", data: { method: "webauthn" } });
    expect(await standing(half)).toMatchObject({ method: "webauthn" });
    // There is nothing left to complete.
    const again = await post("/session/second-step", half, { code: "000000" });
    expect(again.problem.code).toBe("no-second-step");
  });

  it("refuses a repeated answer, and one of another session, site or person's passkey", async () => {
    const [half, other] = [await halfOf(mira), await halfOf(mira)];
    const refused = async (as: Person, passkeyGiven: unknown, code: string) => {
      const answer = await post("/session/second-step", as, { passkey: passkeyGiven });
      expect([answer.status, answer.problem.code]).toEqual([403, code]);
    };
    const { challengeId, options } = await asked("/session/second-step/challenge", half);
    await refused(other, { challengeId, answer: passkey.sign(options) }, "passkey-answer-stale");
    const foreign = passkey.sign(options, { origin: "https://counters1gn.example" });
    await refused(half, { challengeId, answer: foreign }, "passkey-refused");
    // The wrong answer used up that challenge.
    await refused(half, { challengeId, answer: passkey.sign(options) }, "passkey-answer-stale");
    const fresh = async () => asked("/session/second-step/challenge", half);
    const unlocked = await fresh();
    await refused(
      half,
      { challengeId: unlocked.challengeId, answer: passkey.sign(unlocked.options, { verified: false }) },
      "passkey-refused",
    );
    const copied = await fresh();
    await refused(
      half,
      { challengeId: copied.challengeId, answer: passkey.sign(copied.options, { counter: 1 }) },
      "passkey-refused",
    );
    expect(await standing(half)).toMatchObject({ lacks: "give" });
  });

  it("18: becomes whole with a one-time code, which counts only once", async () => {
    const [half, other] = [await halfOf(lena), await halfOf(lena)];
    const code = freshCode(1);
    const outcomes = await Promise.all([half, other].map((as) => post("/session/second-step", as, { code })));
    expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 403]);
    expect(outcomes.find(({ status }) => status === 403)?.problem.code).toBe("code-used");
  });

  it("becomes whole with a recovery code, once", async () => {
    const rae = await api.here.workspace.person("Rae Lost", ["viewer"]);
    const { recoveryCodes } = await addPasskey(api.here.workspace, rae);
    const [half, other] = [await halfOf(rae), await halfOf(rae)];
    const recoveryCode = recoveryCodes![0]!;
    expect((await post("/session/second-step", half, { recoveryCode })).json).toEqual({ method: "recovery" });
    const again = await post("/session/second-step", other, { recoveryCode });
    expect(again.problem.code).toBe("recovery-code-wrong");
  });

  it("throttles guessed codes, separately from passwords", async () => {
    const guessed = await api.here.workspace.person("Gil Guess", ["viewer"]);
    await addPasskey(api.here.workspace, guessed);
    const half = await halfOf(guessed);
    const codes: string[] = [];
    for (let i = 0; i < 7; i++)
      codes.push((await post("/session/second-step", half, { code: `00000${i}` })).problem.code);
    expect(codes).toEqual([
      ...Array.from({ length: 5 }, () => "code-wrong"),
      "too-many-tries",
      "too-many-tries",
    ]);
  });
});

describe("17: a proof with a passkey", () => {
  const act = "cast-verdict";
  const subject = { act, subjectDigest: DIGEST };

  it("holds for the requested act and digest, in this session, once", async () => {
    const { challengeId, options } = await asked("/session/step-up/challenge", mira, subject);
    const answer = passkey.sign(options);
    const prove = (as: Person, json: object) =>
      post("/session/step-up", as, { ...subject, passkey: { challengeId, answer }, ...json });
    const refused = { status: 403, problem: { code: "passkey-answer-stale" } };
    expect(await prove(mira, { subjectDigest: digestOfJson({ release: 13 }) })).toMatchObject(refused);
    expect(await prove(mira, { act: "change-factors" })).toMatchObject(refused);
    expect(await prove(lena, {})).toMatchObject(refused);
    expect((await prove(mira, {})).json).toEqual({ stepUpId: expect.any(String) });
    expect(await prove(mira, {})).toMatchObject(refused);
  });

  it("or by the password with a code; the password alone is not enough where there is a factor", async () => {
    const prove = (json: object) => post("/session/step-up", lena, { ...subject, ...json });
    expect(await prove({ password: PASSWORD })).toMatchObject({
      status: 403,
      problem: { code: "second-factor-needed", field: "code" },
    });
    expect((await prove({ code: freshCode(1) })).problem.code).toBe("wrong-password");
    expect((await prove({ password: PASSWORD, recoveryCode: app.recoveryCodes![0] })).problem.code).toBe(
      "second-factor-needed",
    );
    expect((await prove({ password: PASSWORD, code: "000000" })).problem.code).toBe("code-wrong");
  });
});

describe("what is asked about factors", () => {
  it("lists one's own factors and their last change, and no secret", async () => {
    const answer = await api.call("GET", `${V1}/factors`, { as: mira });
    expect(answer.json).toMatchObject({
      rule: "offered",
      factors: [{ kind: "webauthn", name: "Laptop" }],
      recoveryCodesLeft: 10,
      changes: [
        { action: "factor.enrolled", byYou: true, kind: "webauthn" },
        { action: "link.redeemed" },
        { action: "link.issued", byYou: false },
      ],
    });
    for (const word of ["publicKey", "sealed", passkey.id]) expect(answer.text).not.toContain(word);
  });

  it("is answered to a person on our own pages, never to a token", async () => {
    const by = { json: { kind: "totp" } };
    const path = `${V1}/factors/challenge`;
    const token = await api.call("POST", path, { ...by, as: api.here.token.secret });
    expect(token.problem.code).toBe("person-only");
    const forged = await api.call("POST", path, { ...by, as: mira, headers: { origin: `${ORIGIN}.evil` } });
    expect(forged.problem.code).toBe("foreign-origin");
  });
});

import { afterEach, expect, it, vi } from "vitest";
import { factorActions, giveSecondFactor } from "./factor-actions.ts";
import { type Presence, stepUp } from "./step-up.ts";

const sent = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
vi.stubGlobal("fetch", sent);
afterEach(() => sent.mockReset());

const answering = (value: unknown, status = 200) =>
  sent.mockResolvedValueOnce(new Response(JSON.stringify(value), { status }));
const bodyOf = (call: number): unknown => JSON.parse(String(sent.mock.calls[call]![1].body));

const presence: Presence = { way: "password", password: "harbour", code: "123456", recoveryCode: "abc" };
const subject = { act: "cast-verdict", subjectDigest: "sha256:0" } as const;

it.each([
  ["password", { password: "harbour" }],
  ["code", { password: "harbour", code: "123456" }],
  ["recovery", { password: "harbour", recoveryCode: "abc" }],
] as const)("proves presence by %s with no more than it needs", async (way, proof) => {
  answering({ stepUpId: "s-1" });
  expect(await stepUp({ ...presence, way }, subject)).toEqual({ ok: true, value: { stepUpId: "s-1" } });
  expect(sent.mock.calls[0]![0]).toBe("/api/v1/session/step-up");
  expect(bodyOf(0)).toEqual({ ...subject, ...proof });
});

it("requests a passkey challenge for the same act and digest, and stops if there is none", async () => {
  answering({ title: "This account has no passkey.", code: "no-passkey" }, 422);
  const outcome = await stepUp({ ...presence, way: "passkey" }, subject);
  expect(outcome).toMatchObject({ ok: false, problem: { code: "no-passkey" } });
  expect(sent).toHaveBeenCalledTimes(1);
  expect(sent.mock.calls[0]![0]).toBe("/api/v1/session/step-up/challenge");
  expect(bodyOf(0)).toEqual(subject);
});

it("sends the second factor with only what the reader chose", async () => {
  answering({ method: "totp" });
  await giveSecondFactor({ ...presence, way: "code" });
  expect(sent.mock.calls[0]![0]).toBe("/api/v1/session/second-step");
  expect(bodyOf(0)).toEqual({ code: "123456" });
});

it("starts an app with its key, and treats an answer without one as a failure", async () => {
  const key = { text: "ABCD", uri: "otpauth://totp/x" };
  answering({ challengeId: "c-1", key });
  expect(await factorActions.beginApp()).toEqual({ ok: true, value: { challengeId: "c-1", key } });
  expect(bodyOf(0)).toEqual({ kind: "totp" });
  answering({ challengeId: "c-2" });
  expect(await factorActions.beginApp()).toMatchObject({ ok: false, problem: { code: "unexpected" } });
});

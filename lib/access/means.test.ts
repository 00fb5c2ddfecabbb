import { describe, expect, it } from "vitest";
import { meansIn, PASSWORD_ALONE } from "./means.ts";

describe("the means to prove presence", () => {
  it.each([
    [[], PASSWORD_ALONE],
    [["webauthn"], { passkey: true, code: false }],
    [["totp"], { passkey: false, code: true }],
    [["totp", "webauthn", "webauthn"], { passkey: true, code: true }],
  ] as const)("%j gives %j", (kinds, means) => {
    expect(meansIn(kinds.map((kind) => ({ kind })))).toEqual(means);
  });
});

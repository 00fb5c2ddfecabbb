import { describe, expect, it } from "vitest";
import { signInProblem } from "./sign-in-problem.ts";

describe("a refused sign-in", () => {
  it("says what to do about wrong credentials", () => {
    const problem = signInProblem("wrong-credentials:");
    expect(problem.title).toBe("Wrong e-mail address or password.");
    expect(problem.todo).toMatch(/try again/);
  });

  it("says how long to wait", () => {
    expect(signInProblem("too-many-tries:32").title).toBe("Too many attempts. Wait 32 s.");
    expect(signInProblem("too-many-tries:120").title).toBe("Too many attempts. Wait 2 min.");
  });

  it("says something useful about anything else", () => {
    for (const error of [null, undefined, "", "Configuration", "__proto__:9"])
      expect(signInProblem(error).todo).toBeTruthy();
  });
});

// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { draftKeyOf } from "#lib/crypto/draft-key.ts";
import { draftBox } from "./draft-box.ts";

const owner = (id: string, secret = "s".repeat(32)) => ({ id, key: draftKeyOf(secret, id) });
const anna = draftBox(owner("anna"));
const stored = () => Object.values({ ...localStorage }).join("\n");

beforeEach(() => localStorage.clear());

describe("a draft", () => {
  it("is found again after a reload, with the time it was saved", async () => {
    const savedAt = await anna.keep("release/churn", { why: "Winter." });
    expect(await draftBox(owner("anna")).read("release/churn")).toEqual({
      savedAt,
      value: { why: "Winter." },
    });
  });

  it("is unreadable to the next person in this browser, even copied under their name", async () => {
    await anna.keep("release/churn", { why: "Winter." });
    const jonas = draftBox(owner("jonas"));
    expect(await jonas.read("release/churn")).toBeNull();
    expect(await jonas.newest("release/")).toBeNull();
    expect(stored()).not.toContain("Winter");
    const [name, sealed] = Object.entries({ ...localStorage })[0]!;
    localStorage.setItem(name.replace("anna", "jonas"), sealed);
    expect(await jonas.read("release/churn")).toBeNull();
  });

  it("is not taken for another draft, nor read where it was changed or the secret is new", async () => {
    await anna.keep("release/churn", { why: "Winter." });
    const [name, sealed] = Object.entries({ ...localStorage })[0]!;
    localStorage.setItem(name.replace("churn", "fraud"), sealed);
    expect(await anna.read("release/fraud")).toBeNull();
    expect(await draftBox(owner("anna", "t".repeat(32))).read("release/churn")).toBeNull();
    localStorage.setItem(name, "not.base64!");
    expect(await anna.read("release/churn")).toBeNull();
  });

  it("holds what was kept last, whichever is sealed first", async () => {
    const both = [anna.keep("release/churn", "x".repeat(500_000)), anna.keep("release/churn", "short")];
    expect((await Promise.all(both))[0]).toBeNull();
    expect((await anna.read("release/churn"))?.value).toBe("short");
  });

  it("stays forgotten, even while it is being kept", async () => {
    const keeping = anna.keep("release/churn", "late");
    anna.forget("release/churn");
    await keeping;
    expect(await anna.read("release/churn")).toBeNull();
  });

  it("says that a full browser cannot keep it", async () => {
    const setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    vi.stubGlobal("localStorage", { setItem });
    expect(await anna.keep("release/churn", "much")).toBeNull();
    vi.unstubAllGlobals();
  });
});

it("finds the newest of several", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  for (const [at, name] of [
    [3, "release/b"],
    [1, "release/a"],
    [9, "card/c"],
  ] as const) {
    vi.setSystemTime(at);
    await anna.keep(name, name);
  }
  vi.useRealTimers();
  expect((await anna.newest("release/"))?.value).toBe("release/b");
});

it("hears other tabs, about this draft alone, until it stops listening", () => {
  const heard = vi.fn();
  const stop = anna.onChange("release/churn", heard);
  const tell = (name: string) =>
    window.dispatchEvent(new StorageEvent("storage", { key: `countersign.draft.1.anna.${name}` }));
  tell("release/fraud");
  tell("release/churn");
  stop();
  tell("release/churn");
  expect(heard).toHaveBeenCalledTimes(1);
});

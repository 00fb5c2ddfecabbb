// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { proveInWindow, tellOutcome, visitInWindow } from "./provider-window.ts";

const begun = async () => ({
  ok: true as const,
  value: { address: "https://login.example/authorize", visitId: "v-1" },
});

let opened: { location: { href: string }; close: ReturnType<typeof vi.fn> } | null;
beforeEach(() => {
  opened = { location: { href: "" }, close: vi.fn() };
  vi.stubGlobal("open", () => opened);
  vi.stubGlobal("close", vi.fn());
});
afterEach(() => vi.unstubAllGlobals());

describe("a proof in a window of its own", () => {
  it("is what that window tells of this visit, and of no other", async () => {
    const proof = proveInWindow(begun);
    await vi.waitFor(() => expect(opened!.location.href).toBe("https://login.example/authorize"));
    tellOutcome({ visitId: "v-2", stepUpId: "s-2" });
    tellOutcome({ visitId: "v-1", stepUpId: "s-1" });
    expect(await proof).toEqual({ ok: true, value: { stepUpId: "s-1" } });
  });

  it("is no proof where somebody signed in, and a sign-in where that was asked", async () => {
    const [proof, signedIn] = [proveInWindow(begun), visitInWindow(begun)];
    await vi.waitFor(() => expect(opened!.location.href).not.toBe(""));
    tellOutcome({ visitId: "v-1", signedIn: true });
    expect(await proof).toMatchObject({ ok: false, problem: { code: "provider-left" } });
    expect(await signedIn).toMatchObject({ ok: true, value: { signedIn: true } });
  });

  it("is a problem where the provider refused", async () => {
    const proof = proveInWindow(begun);
    await vi.waitFor(() => expect(opened!.location.href).not.toBe(""));
    tellOutcome({ visitId: "v-1", problem: { title: "You left.", todo: "Start again." } });
    expect(await proof).toMatchObject({ ok: false, problem: { title: "You left.", todo: "Start again." } });
  });

  it("ends where the reader comes back without one", async () => {
    const proof = proveInWindow(begun);
    await vi.waitFor(() => expect(opened!.location.href).not.toBe(""));
    window.dispatchEvent(new Event("focus"));
    expect(await proof).toMatchObject({ ok: false, problem: { code: "provider-left" } });
  });

  it("does not open, or closes, where there is nothing to visit", async () => {
    const problem = { title: "Wrong code.", code: "code-wrong" };
    const refused = vi.fn(async () => ({ ok: false as const, problem }));
    expect(await proveInWindow(refused)).toEqual({ ok: false, problem });
    expect(opened!.close).toHaveBeenCalledTimes(1);
    opened = null;
    expect(await proveInWindow(refused)).toMatchObject({ ok: false, problem: { code: "provider-left" } });
    expect(refused).toHaveBeenCalledTimes(1);
  });
});

// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { CopyButton } from "./copy-button.tsx";
import { Digest } from "./digest.tsx";
import { LiveRegion } from "./live-region.tsx";

const clipboard = (writeText: (text: string) => Promise<void>) =>
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const value = `sha256:${"9f2c".padEnd(64, "0")}`;
const page = () =>
  mounted(
    <>
      <Digest value={value} href="/audit/7" />
      <LiveRegion />
    </>,
  );
const said = ({ screen }: ReturnType<typeof page>) => screen.getByRole("status").textContent;

describe("copying", () => {
  it("copies the whole value, although a part of it is shown, and says so", async () => {
    const written = vi.fn(async () => undefined);
    clipboard(written);
    const here = page();
    expect(here.screen.getByRole("link").textContent).toBe("sha256 9f2c…0000");
    await act(async () => here.press(/^Copy digest/));
    expect(written).toHaveBeenCalledWith(value);
    expect(said(here)).toBe("Copied digest 9f2c…0000");
  });

  it("says what to do where the browser does not allow it", async () => {
    clipboard(() => Promise.reject(new Error("not allowed")));
    const here = page();
    await act(async () => here.press(/^Copy digest/));
    expect(said(here)).toContain("Select the text and copy it.");
  });

  it("shows a tick for a moment", async () => {
    vi.useFakeTimers();
    clipboard(async () => undefined);
    const { screen, press } = mounted(<CopyButton text="a" what="the bytes" word="Copy" />);
    await act(async () => press("Copy"));
    expect(screen.getByRole("button").innerHTML).toContain("lucide-check");
    act(() => void vi.advanceTimersByTime(1500));
    expect(screen.getByRole("button").innerHTML).toContain("lucide-copy");
  });
});

describe("a short message", () => {
  it("leaves by itself after six seconds, or when it is dismissed", async () => {
    vi.useFakeTimers();
    clipboard(async () => undefined);
    const here = page();
    await act(async () => here.press(/^Copy digest/));
    act(() => void vi.advanceTimersByTime(5999));
    expect(said(here)).not.toBe("");
    act(() => void vi.advanceTimersByTime(1));
    expect(said(here)).toBe("");
    await act(async () => here.press(/^Copy digest/));
    act(() => here.press("Dismiss"));
    expect(said(here)).toBe("");
  });
});

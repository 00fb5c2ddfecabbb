// @vitest-environment happy-dom
import { cleanup, fireEvent } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { AutoRefresh } from "./auto-refresh.tsx";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const page = () => mounted(<AutoRefresh everySeconds={5} />);

it("refreshes the page every so often, until it is left", () => {
  const { journey } = page();
  vi.advanceTimersByTime(4999);
  expect(journey).toEqual([]);
  vi.advanceTimersByTime(5001);
  expect(journey).toEqual(["refresh", "refresh"]);
  cleanup();
  vi.advanceTimersByTime(60_000);
  expect(journey).toHaveLength(2);
});

it("rests while a dialog is open", () => {
  const { journey } = page();
  const dialog = document.body.appendChild(document.createElement("div"));
  dialog.setAttribute("role", "dialog");
  vi.advanceTimersByTime(60_000);
  expect(journey).toEqual([]);
  dialog.remove();
  vi.advanceTimersByTime(5000);
  expect(journey).toEqual(["refresh"]);
});

it("rests while nobody looks, and catches up at once when somebody does", () => {
  const { journey } = page();
  const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  vi.advanceTimersByTime(60_000);
  fireEvent(document, new Event("visibilitychange"));
  expect(journey).toEqual([]);
  hidden.mockReturnValue(false);
  fireEvent(document, new Event("visibilitychange"));
  expect(journey).toEqual(["refresh"]);
});

// @vitest-environment happy-dom
import { fireEvent } from "@testing-library/react";
import { expect, it } from "vitest";
import type { WaitingItem } from "#lib/overview/views/waiting-item.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { NextItem } from "./next-item.tsx";

const toStart = (number: number): WaitingItem => ({
  kind: "start",
  release: { number, round: 1, model: "flight-delay", version: 3, base: 2, pointer: "production" },
  validUntil: "2026-12-01T08:00:00.000Z",
});

it("leads to the first item elsewhere, by its button and by the key n", () => {
  const page = mounted(<NextItem waiting={[toStart(7), toStart(8), toStart(9)]} here="/releases/7" />);
  expect(page.screen.getByText(/2 items wait for you elsewhere/)).toBeTruthy();
  page.press(/^Next that needs you/);
  fireEvent.keyDown(window, { key: "n" });
  expect(page.journey).toEqual(["push /releases/8", "push /releases/8"]);
});

it("says nothing where nothing waits elsewhere", () => {
  expect(textOf(<NextItem waiting={[toStart(7)]} here="/releases/7" />)).toBe("");
});

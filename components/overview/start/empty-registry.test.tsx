// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import type { Arrived } from "#lib/overview/views/registry-start.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { EmptyRegistry } from "./empty-registry.tsx";
import { startSteps } from "./start-words.ts";

const start = (changed: Partial<Arrived> = {}): Arrived => ({
  token: null,
  tokenUsedAt: null,
  model: null,
  file: null,
  ...changed,
});
const at = "2026-11-26T14:41:00.000Z";
const page = (changed: Partial<Arrived> = {}) => (
  <EmptyRegistry
    arrived={start(changed)}
    command="curl -sS"
    makeToken={<button type="button">Create a token</button>}
    addModel={<a href="/new-model">Add a model</a>}
  />
);

describe("a registry without versions", () => {
  it("begins with a token, then shows how to register by pipeline and by hand", () => {
    const text = textOf(page());
    const order = [
      "First, a token",
      "Create a token",
      "curl -sS",
      "Add a model",
      "Waiting for the first version",
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(markupOf(page())).toContain('href="/api/docs"');
  });

  it("ticks what has arrived, with its time, and says what to do for the rest", () => {
    const digest = `sha256:${"a".repeat(64)}`;
    const arrived = { token: { what: "nightly", at }, tokenUsedAt: at, file: { what: digest, at } };
    const steps = startSteps(start(arrived));
    expect(steps.map(({ title, at: when }) => [title, when])).toEqual([
      ["A token", at],
      ["Server reached", at],
      ["A model", null],
      ["A file", at],
      ["First version", null],
    ]);
    const text = textOf(page(arrived));
    expect(text).toMatch(/“nightly” can register versions, .*:41/);
    expect(text).toContain("add one, with its owner");
    expect(markupOf(page(arrived))).toContain(digest);
  });
});

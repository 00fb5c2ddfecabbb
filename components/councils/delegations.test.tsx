// @vitest-environment happy-dom
import { expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { delegationListView } from "#lib/councils/views/delegation-list.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { spanOf } from "./delegation-form.tsx";
import { Delegations } from "./delegations.tsx";

const lena = { id: "l", name: "Lena Voss" };
const carla = { id: "c", name: "Carla Mendes" };
const given = {
  id: "d",
  from: lena,
  to: carla,
  functions: ["product"],
  models: null,
  startsAt: "2026-11-24T00:00:00.000Z",
  endsAt: "2026-11-30T00:00:00.000Z",
  reason: "On leave.",
  state: "in-force",
  mayEnd: true,
};
const list = (more: object = {}) =>
  delegationListView.parse({
    items: [given],
    delegates: [carla],
    functions: ["product"],
    models: [],
    ...more,
  });
const accepted: Answer = { ok: true, value: undefined };
const shown = (of = list(), submit = vi.fn(async () => accepted)) => (
  <Delegations list={of} means={PASSWORD_ALONE} delegate={submit} end={submit} />
);

it("says who signs for whom, for what and until when", () => {
  const text = textOf(shown());
  for (const said of [
    "Carla Mendes signs for Lena Voss",
    "Product, all models",
    "On leave.",
    "Who signs for you",
  ])
    expect(text).toContain(said);
});

it("offers nothing to whoever cannot delegate or end it", () => {
  const text = textOf(shown(list({ items: [{ ...given, mayEnd: false }], delegates: [] })));
  expect(text).not.toMatch(/End|Who signs for you/);
  expect(textOf(shown(list({ items: [], delegates: [] })))).toContain("Nobody signs for anybody else.");
});

it("delegates with a reason and a proof", async () => {
  const submit = vi.fn(async () => accepted);
  const page = mounted(shown(list({ items: [] }), submit));
  page.type("Who signs for you", "c");
  page.type("First day", "2026-11-24");
  page.type("Last day", "2026-11-30");
  await page.submit("Delegate");
  page.type(/^Reason/, "On leave.");
  page.type("Your password", "secret");
  await page.submit("Delegate");
  expect(submit).toHaveBeenCalledWith(
    expect.objectContaining({
      text: "On leave.",
      typed: expect.objectContaining({ to: "c", functions: ["product"] }),
    }),
  );
});

it("begins now where it begins today, and ends with its last day", () => {
  const now = new Date("2026-11-24T12:00:00");
  const span = spanOf({ from: "2026-11-24", until: "2026-11-30" }, now);
  expect(span.startsAt).toBe(now.toISOString());
  expect(new Date(span.endsAt).toTimeString()).toMatch(/^23:59/);
  expect(spanOf({ from: "2026-11-25", until: "2026-11-30" }, now).startsAt > span.startsAt).toBe(true);
});

// @vitest-environment happy-dom
import { expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { move } from "#lib/testing/specimens/views/exposure.ts";
import { GoBack } from "./go-back.tsx";
import { versionsBefore } from "./live-words.ts";

const live = (base: number, id: string) => move({ id, kind: "live", base, candidate: null });
const moves = [
  live(3, "c"),
  move({ id: "x", kind: "canary", base: 2, candidate: 3 }),
  live(2, "b"),
  live(1, "a"),
];
const accepted: Answer = { ok: true, value: undefined };

it("offers what served everyone before, newest first, and not what serves now", () => {
  expect(versionsBefore(moves)).toEqual([2, 1]);
  expect(versionsBefore([])).toEqual([]);
});

it("offers nothing where nothing was live before", () => {
  const one = [{ name: "production", moves: [live(1, "a")] }];
  expect(textOf(<GoBack pointers={one} whyNot={undefined} goBack={vi.fn(async () => accepted)} />)).toBe("");
});

it("goes back with a reason", async () => {
  const goBack = vi.fn(async () => accepted);
  const page = mounted(
    <GoBack pointers={[{ name: "production", moves }]} whyNot={undefined} goBack={goBack} />,
  );
  page.type("Version for production", "1");
  page.press("Go back to v1");
  page.type(/^Reason/, "It delays the night.");
  await page.submit("Go back to v1 on production");
  expect(goBack).toHaveBeenCalledWith({ pointer: "production", version: 1, reason: "It delays the night." });
});

it("says who may", () => {
  const whyNot = { message: "Needs the role release-manager." };
  const page = <GoBack pointers={[{ name: "production", moves }]} whyNot={whyNot} goBack={vi.fn()} />;
  expect(textOf(page)).toContain("Needs the role release-manager.");
});

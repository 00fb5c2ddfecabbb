import { expect, it } from "vitest";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { releasableOf } from "#lib/testing/specimens/views/release-forms.ts";
import { NothingToRelease } from "./nothing-to-release.tsx";
import { releasable, targetAsked } from "./release-target.ts";

const models = [releasableOf(), releasableOf({ name: "gate-cost" })];

it("only a model with a version and a pointer can be released", () => {
  const bare = [releasableOf({ versions: [] }), releasableOf({ pointers: [] })];
  expect(releasable([...bare, ...models])).toEqual(models);
  expect(targetAsked(releasable(bare), {})).toBeNull();
  expect(textOf(<NothingToRelease />)).toContain("Nothing to release yet");
});

it.each([
  [{}, { model: "flight-delay", version: 2, pointer: "production" }],
  [
    { model: "gate-cost", version: "1", pointer: "staging" },
    { model: "gate-cost", version: 1, pointer: "staging" },
  ],
  [
    { version: "one", pointer: "nowhere" },
    { model: "flight-delay", version: 2, pointer: "production" },
  ],
])("an address that asks for %j starts from what there is", (asked, target) => {
  expect(targetAsked(models, asked)).toEqual(target);
});

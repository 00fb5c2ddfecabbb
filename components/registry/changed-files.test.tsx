// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { fileChange, fileChanges } from "#lib/testing/specimens/views/registry.ts";
import { changesText, sizeText } from "./changed-file-words.ts";
import { ChangedFiles } from "./changed-files.tsx";

const shown = (changed = {}, filtered = false) => (
  <ChangedFiles
    version={2}
    changes={fileChanges(changed)}
    filtered={filtered}
    newerHref={undefined}
    olderHref={undefined}
  />
);

it.each([
  [{ added: 0, removed: 0, changed: 0, same: 9 }, "unchanged"],
  [{ added: 1200, removed: 0, changed: 1, same: 9 }, "1,200 added, 1 changed"],
  [{ added: 1, removed: 2, changed: 3, same: 0 }, "1 added, 2 removed, 3 changed"],
])("%j reads %s", (counts, text) => expect(changesText(counts)).toBe(text));

it.each([
  [1_100_000, 1_200_000, "1.1 MB → 1.2 MB"],
  [undefined, 800, "800 bytes"],
  [800, undefined, "800 bytes"],
  [800, 800, "800 bytes"],
])("%s and then %s read %s", (before, after, text) => expect(sizeText(before, after)).toBe(text));

describe("the files that changed", () => {
  it("are counted by kind and listed with what became of each", () => {
    const items = [
      fileChange({ path: "a", change: "added", before: null }),
      fileChange({ path: "b", change: "removed", after: null }),
      fileChange({ path: "c" }),
    ];
    const text = textOf(shown({ items, counts: { added: 1, removed: 1, changed: 1, same: 99_997 } }));
    expect(text).toMatch(/^Files of v2 against v1, 1 added, 1 removed, 1 changed 99,997 files unchanged/);
    expect(text).toMatch(/ a 1\.2 MB Before – .* added b 1\.1 MB .* After – removed c .* changed/);
  });

  it("say so where there are none, or none match", () => {
    const none = { items: [], counts: { added: 0, removed: 0, changed: 0, same: 2 } };
    expect(textOf(shown(none))).toContain("Every file is the same");
    expect(textOf(shown({ items: [] }, true))).toContain("No change matches");
  });

  it("are searched by kind where they are more than one page", () => {
    expect(textOf(shown())).not.toContain("Search");
    const counts = { added: 500, removed: 0, changed: 1, same: 0 };
    const page = mounted(shown({ counts }), "/models/m/versions/2?with=1&cursor=x");
    page.type("Change", "changed");
    expect(page.journey).toEqual(["replace /models/m/versions/2?with=1&change=changed"]);
  });
});

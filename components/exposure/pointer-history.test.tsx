// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import type { MoveLine } from "./move-list.tsx";
import { PointerHistory } from "./pointer-history.tsx";

const line = (changed: Partial<MoveLine>): MoveLine => ({
  version: "v1",
  at: "2026-10-01T08:00:00.000Z",
  until: null,
  because: "Release 1 completed.",
  rollback: false,
  link: null,
  ...changed,
});
const moves = [
  line({ version: "v2", at: "2026-11-01T12:00:00.000Z", because: "Release 7 completed." }),
  line({ until: "2026-11-01T12:00:00.000Z", link: { href: "/releases/1/rollout", label: "Rollout 1" } }),
];
const history = (changed: Partial<Parameters<typeof PointerHistory>[0]> = {}) => (
  <PointerHistory pointer="production" moves={moves} older={0} served={null} {...changed} />
);

describe("the history of a pointer", () => {
  it("answers for a span with every version that served, and its moves", () => {
    const text = textOf(history({ served: { versions: [2, 1], moves } }));
    expect(text).toContain("in that span v2 and v1 served. v2 live since");
    expect(textOf(history({ served: { versions: [1], moves: [moves[1]!] } }))).toMatch(
      /v1 served\. v1 from .* until/,
    );
    expect(textOf(history({ served: { versions: [], moves: [] } }))).toContain("Nothing was live then");
  });

  it("lists the moves, the one in force first, each with its rollout", () => {
    const page = mounted(history({ older: 2 }));
    const [first, second] = page.screen.getAllByRole("listitem").map((item) => item.textContent);
    expect(first).toMatch(/^v2 live since/);
    expect(second).toMatch(/^v1 from .* until .*Release 1 completed\. Rollout 1$/);
    expect(page.screen.getByRole("link").getAttribute("href")).toBe("/releases/1/rollout");
    expect(page.screen.getByText(/^2 older moves not shown/)).toBeTruthy();
  });

  it("says what sets a pointer on which nothing was live", () => {
    const text = textOf(history({ moves: [] }));
    expect(text).toContain("The first completed release sets this pointer.");
  });
});

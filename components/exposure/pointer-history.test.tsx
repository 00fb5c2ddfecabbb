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
const asked = (day: string, older = 0) => {
  const page = mounted(<PointerHistory pointer="production" moves={moves} older={older} />);
  page.type("What was live on", day);
  return page.screen.getByRole("status").textContent;
};

describe("the history of a pointer", () => {
  it("says what served at the end of a day, and why", () => {
    expect(asked("2026-11-01")).toBe("v2, Release 7 completed.");
  });

  it("says so where the day is before every move, known or not", () => {
    expect(asked("2026-09-30")).toBe("Nothing was live yet on that day.");
  });

  it("sends the reader to the API where older moves are not shown", () => {
    expect(asked("2026-09-30", 3)).toContain("add ?at= to the model's address");
  });

  it("lists the moves, the one in force first, each with its rollout", () => {
    const page = mounted(<PointerHistory pointer="production" moves={moves} older={2} />);
    const [first, second] = page.screen.getAllByRole("listitem").map((item) => item.textContent);
    expect(first).toMatch(/^v2 live since/);
    expect(second).toMatch(/^v1 from .* until .*Release 1 completed\. Rollout 1$/);
    expect(page.screen.getByRole("link").getAttribute("href")).toBe("/releases/1/rollout");
    expect(page.screen.getByText("2 older moves not shown.")).toBeTruthy();
  });

  it("says what sets a pointer on which nothing was live", () => {
    const text = textOf(<PointerHistory pointer="production" moves={[]} older={0} />);
    expect(text).toContain("The first completed release sets this pointer.");
    expect(text).not.toContain("What was live on");
  });
});

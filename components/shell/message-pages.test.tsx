// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest";
import { PERMISSIONS, type Permission } from "#lib/access/permission.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { BrokenPage } from "./broken-page.tsx";
import { NothingHerePage } from "./nothing-here-page.tsx";
import { isNothingHere, whoMay } from "./refusal-words.ts";
import { RefusedPage } from "./refused-page.tsx";

afterEach(() => void vi.restoreAllMocks());

const refused = (kind: "forbidden" | "invalid" | "not-found", more: { field?: string; todo?: string } = {}) =>
  refuse(kind, "code", "The filter is not a date.", more).error;
const page = (refusal: ReturnType<typeof refused>) => (
  <RefusedPage refusal={refusal} what="The audit trail" permission="audit:read" />
);

describe("a page that was refused", () => {
  it.each([
    [refused("not-found"), true],
    [refused("invalid", { field: "release" }), true],
    [refused("invalid", { field: "from" }), false],
    [refused("invalid"), false],
    [refused("forbidden", { field: "release" }), false],
  ])("%j: nothing here is %s", (refusal, nothing) => {
    expect(isNothingHere(refusal)).toBe(nothing);
  });

  it("says which role it needs and who can give it", () => {
    const text = textOf(page(refused("forbidden")));
    expect(text).toContain("You do not have access The audit trail needs the role");
    expect(text).toContain("An admin of this workspace can give you that role");
  });

  it("names one of the roles that may, for every permission somebody has", () => {
    expect(whoMay("audit:read")).toMatch(/^the role .* or [a-z ]+$/);
    const held = (Object.keys(PERMISSIONS) as Permission[]).filter((name) => PERMISSIONS[name].length > 0);
    for (const name of held) expect(whoMay(name), name).toMatch(/^the role [a-z]/);
    for (const name of held) expect(whoMay(name), name).not.toContain(" and ");
  });

  it("says what is wrong with the address and what to do", () => {
    expect(textOf(page(refused("invalid")))).toContain(
      "The filter is not a date. Remove the last filter from the address, or start again from the list.",
    );
    expect(textOf(page(refused("invalid", { todo: "Choose a day." })))).toContain(
      "not a date. Choose a day.",
    );
  });
});

describe("a page that is not there", () => {
  it("leads home and to the audit trail", () => {
    const markup = markupOf(<NothingHerePage />);
    expect([...markup.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(["/", "/audit"]);
  });

  it("that failed can be tried again, and gives the code to report", () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const reset = vi.fn();
    const error = Object.assign(new Error("gone"), { digest: "4f2a" });
    const { press, screen } = mounted(<BrokenPage error={error} reset={reset} />);
    press("Try again");
    expect(reset).toHaveBeenCalledOnce();
    expect(screen.getByRole("main").textContent).toContain("give this code to whoever runs the server: 4f2a");
    expect(logged).toHaveBeenCalledWith(error);
    expect(textOf(<BrokenPage error={new Error("gone")} reset={reset} />)).not.toContain("this code");
  });
});

// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { grant } from "#lib/testing/specimens/views/access.ts";
import { Functions } from "./functions.tsx";

const done = () => vi.fn(async (_: object): Promise<Answer<unknown>> => ({ ok: true, value: undefined }));
const functions = (props = {}) => (
  <Functions
    grants={[grant()]}
    reviewers={[{ id: "r", name: "Mira Okafor" }]}
    both={[]}
    declines={true}
    means={PASSWORD_ALONE}
    whyYouWait={null}
    propose={done()}
    confirm={done()}
    decline={done()}
    remove={done()}
    {...props}
  />
);
const presence = { way: "password", password: "secret", code: "", recoveryCode: "" };
const named = { personId: grant().personId, function: "security" };

describe("the functions of a workspace", () => {
  it.each([
    [{}, "Proposed"],
    [{ state: "half-founded" }, "Waits for the other founder"],
    [{ state: "waiting", holdsFrom: "2026-11-21T08:00:00.000Z" }, "Not in effect yet"],
    [{ state: "held" }, "Held"],
  ] as const)("%j reads %s", (changed, words) => {
    expect(textOf(functions({ grants: [grant(changed)] }))).toContain(words);
  });

  it("names who proposed and who confirmed, or neither for those from before", () => {
    const held = grant({ state: "held", confirmed: { by: "Dana Weiss", at: "2026-11-20T08:00:00.000Z" } });
    expect(textOf(functions({ grants: [held] }))).toMatch(/Proposed Alex Kim.*Confirmed Dana Weiss/);
    expect(textOf(functions({ grants: [grant({ state: "held", proposed: null })] }))).toContain(
      "Proposed – Confirmed –",
    );
    expect(textOf(functions({ grants: [] }))).toContain("those two confirm each other");
  });

  it("says from when a function counts", () => {
    const waiting = grant({ state: "waiting", holdsFrom: "2026-11-21T08:00:00.000Z" });
    expect(textOf(functions({ grants: [waiting] }))).toContain("In effect 21 Nov 2026, 08:00");
    expect(textOf(functions())).toContain("In effect not yet");
  });

  it("leaves one person's name out of their own rows, and chooses nobody", () => {
    const page = mounted(functions({ of: "Lena Voss" }));
    expect(page.screen.getByRole("table").textContent).not.toContain("Lena Voss");
    page.press("Propose a function");
    expect(page.screen.getByRole("dialog").textContent).toContain("Propose a function for Mira Okafor");
    expect(page.screen.queryByLabelText("Reviewer")).toBeNull();
    expect(textOf(functions({ of: "Lena Voss", grants: [] }))).toContain("Lena Voss signs for nothing.");
    expect(textOf(functions({ of: "Lena Voss", reviewers: [] }))).toContain("Lena Voss is no reviewer");
  });

  it("says who cannot sign because they are admin and reviewer at once", () => {
    expect(textOf(functions({ both: ["Ada Berg"] }))).toContain("Ada Berg cannot sign. An admin can neither");
  });

  it("offers a confirmation only to who may give it, and nothing else to who administers nothing", () => {
    const page = mounted(
      functions({
        whyNot: "Needs the role admin.",
        declines: false,
        grants: [grant({ whyNotConfirm: "No." })],
      }),
    );
    page.press("Confirm Security of Lena Voss");
    expect(page.screen.queryByRole("dialog")).toBeNull();
    expect(page.screen.queryByRole("button", { name: "Decline Security of Lena Voss" })).toBeNull();
    page.press("Propose a function");
    expect(page.screen.queryByRole("dialog")).toBeNull();
  });

  it("offers whoever reviews to decline, also their own and where they cannot confirm", () => {
    const own = grant({ whyNotConfirm: "You cannot confirm your own function." });
    const page = mounted(functions({ whyNot: "Needs the role admin.", declines: true, grants: [own] }));
    page.press("Decline Security of Lena Voss");
    expect(page.screen.getByRole("dialog").textContent).toContain("End the proposal");
  });

  it("offers no confirmation to whoever waits after a new factor", () => {
    const page = mounted(functions({ whyYouWait: "You cannot sign before 2026-11-21 08:00 UTC." }));
    page.press("Confirm Security of Lena Voss");
    expect(page.screen.queryByRole("dialog")).toBeNull();
  });
});

describe("a grant", () => {
  it("is proposed with a reason and a fresh proof, and nothing typed is lost when it is refused", async () => {
    const propose = vi.fn(
      async (_: object): Promise<Answer<unknown>> => ({
        ok: false,
        problem: { title: "Wrong password.", fields: { password: "Wrong password." } },
      }),
    );
    const page = mounted(functions({ propose }));
    page.press("Propose a function");
    page.type("Function", "security");
    page.type("Reason", "Alternate for Dana. ");
    page.type("Your password", "secret");
    await page.submit("Propose function");
    expect(propose).toHaveBeenCalledWith({
      personId: "r",
      function: "security",
      reason: "Alternate for Dana.",
      presence,
    });
    expect(page.screen.getByLabelText<HTMLTextAreaElement>("Reason").value).toBe("Alternate for Dana. ");
  });

  it("is confirmed with a fresh proof", async () => {
    const confirm = done();
    const page = mounted(functions({ confirm }));
    page.press("Confirm Security of Lena Voss");
    page.type("Your password", "secret");
    await page.submit("Confirm Security");
    expect(confirm).toHaveBeenCalledWith({ ...named, presence });
    expect(page.journey).toEqual(["refresh"]);
  });

  it("is declined, and a held one removed, for a reason", async () => {
    const [decline, remove] = [done(), done()];
    const page = mounted(
      functions({ decline, remove, grants: [grant(), grant({ function: "product", state: "held" })] }),
    );
    page.press("Decline Security of Lena Voss");
    page.type("Reason", "Not them.");
    await page.submit("End the proposal");
    expect(decline).toHaveBeenCalledWith({ ...named, reason: "Not them." });
    page.press("Remove Product of Lena Voss");
    page.type("Reason", "Left.");
    await page.submit("Remove function");
    expect(remove).toHaveBeenCalledWith({ ...named, function: "product", reason: "Left." });
  });
});

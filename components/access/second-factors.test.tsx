// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { meansIn } from "#lib/access/means.ts";
import type { FactorActions } from "#lib/client/factor-actions.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { change, factor, factors } from "#lib/testing/specimens/views/access.ts";
import { FactorNotice } from "./factor-notice.tsx";
import { FactorRuleSheet } from "./factor-rule.tsx";
import { SecondFactors } from "./second-factors.tsx";

const CODES = ["11111111-2222", "33333333-4444"];
const KEY = { text: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", uri: "otpauth://totp/x?secret=ABCDEFGH" };
const answer = <T,>(value: T) => vi.fn(async () => ({ ok: true as const, value }));

function actions() {
  const done = answer({ factorId: "f" } as never);
  return {
    beginApp: answer({ challengeId: "challenge", key: KEY }),
    addPasskey: answer({ recoveryCodes: CODES }),
    addApp: answer({ recoveryCodes: null }),
    rename: done,
    remove: answer({ factorId: "f" } as never),
    renewCodes: answer({ recoveryCodes: CODES }),
  } satisfies FactorActions;
}
const section = (changed: Parameters<typeof factors>[0] = {}, act: FactorActions = actions()) => (
  <SecondFactors view={factors(changed)} means={meansIn(factors(changed).factors)} actions={act} />
);
const proof = (changed: object) => ({ password: "", code: "", recoveryCode: "", ...changed });

describe("somebody's second factors", () => {
  it.each([
    [{ factors: [] }, "anyone who learns your password can sign in your name"],
    [{ recoveryCodesLeft: 3 }, "3 recovery codes left, in case you lose it."],
    [{ recoveryCodesLeft: 2 }, "2 recovery codes left. Make new ones"],
    [{ recoveryCodesLeft: 1 }, "1 recovery code left. Make new ones"],
    [{ recoveryCodesLeft: 0 }, "No recovery code left. Make new ones"],
  ])("with %j: %s", (changed, advice) => {
    expect(textOf(section(changed))).toContain(advice);
  });

  it("says whether one is required, what changed last, and when each was used", () => {
    const text = textOf(section());
    expect(text).toMatch(/^Second factor optional/);
    expect(text).toContain("Laptop Passkey");
    expect(text).toContain("Last used never");
    expect(text).toContain("Passkey added by you,");
    expect(textOf(section({ rule: "required" }))).toContain("required in this workspace");
    expect(textOf(section({ changes: [] }))).not.toContain("Last changes");
  });

  it("offers new codes only to somebody who has a factor", () => {
    expect(textOf(section({ factors: [] }))).not.toContain("Make new recovery codes");
    expect(textOf(section())).toContain("Make new recovery codes");
  });
});

describe("adding and changing a second factor", () => {
  it("adds a passkey by a fresh proof, and shows the first codes once", async () => {
    const act = actions();
    const page = mounted(section({ factors: [] }, act));
    page.press("Add a passkey");
    page.type("Name", " Work laptop ");
    page.type("Your password", "secret");
    await page.submit("Add passkey");
    expect(act.addPasskey).toHaveBeenCalledWith({
      name: "Work laptop",
      presence: proof({ way: "password", password: "secret" }),
    });
    expect(page.screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual(CODES);
    page.press("I have saved them");
    expect(page.screen.queryByText(CODES[0]!)).toBeNull();
    expect(page.journey).toEqual(["refresh"]);
  });

  it("adds an app by its first code, its key readable by eye and by camera", async () => {
    const act = actions();
    const page = mounted(section({ factors: [] }, act));
    page.press("Add an authenticator app");
    expect(page.screen.getByText("Waiting for the key.")).toBeTruthy();
    await page.screen.findByText(/^ABCD EFGH IJKL/);
    expect(page.screen.getByRole("img", { name: "The app's key as a QR code" })).toBeTruthy();
    page.type("First code it shows", "123456");
    page.type("Name", "Phone");
    page.type("Your password", "secret");
    await page.submit("Add app");
    expect(act.addApp).toHaveBeenCalledWith(
      expect.objectContaining({ challengeId: "challenge", code: "123456", name: "Phone" }),
    );
  });

  it("says so where no key comes, and adds nothing", async () => {
    const act = actions();
    const problem = { title: "Too many factors.", code: "too-many" };
    const page = mounted(
      section({ factors: [] }, { ...act, beginApp: async () => ({ ok: false, problem }) }),
    );
    page.press("Add an authenticator app");
    expect((await page.screen.findByRole("alert")).textContent).toContain("Too many factors.");
    await page.submit("Add app");
    expect(act.addApp).not.toHaveBeenCalled();
  });

  it("renames, removes and renews, each by a proof of what the person has", async () => {
    const act = actions();
    const page = mounted(section({}, act));
    page.choose("Change Laptop", "Rename");
    page.type("Name", "Old laptop");
    await page.submit("Rename");
    expect(act.rename).toHaveBeenCalledWith({
      factorId: factor().id,
      name: "Old laptop",
      presence: proof({ way: "passkey" }),
    });
    page.choose("Change Laptop", "Remove");
    await page.submit("Remove");
    expect(act.remove).toHaveBeenCalledWith({ factorId: factor().id, presence: proof({ way: "passkey" }) });
    page.press("Make new recovery codes");
    await page.submit("Make new recovery codes");
    expect(act.renewCodes).toHaveBeenCalledTimes(1);
    expect(page.screen.getByText(CODES[0]!)).toBeTruthy();
  });
});

describe("the notice of a change", () => {
  it("is louder where somebody else changed it", () => {
    const tone = (byYou: boolean) =>
      /class="([^"]*)"/.exec(markupOf(<FactorNotice change={change({ byYou })} />))![1];
    expect(tone(false)).toContain("hold");
    expect(tone(true)).not.toContain("hold");
  });
});

describe("the rule about second factors", () => {
  const rule = (of: "offered" | "required", props = {}) => (
    <FactorRuleSheet rule={of} means={{ passkey: true, code: false }} set={answer(undefined)} {...props} />
  );

  it("says what it means, and offers the other one", () => {
    expect(textOf(rule("required"))).toMatch(/^Second factor Required .*Make it optional$/);
    expect(textOf(rule("offered"))).toMatch(/^Second factor Optional .*Require it$/);
  });

  it.each([
    ["offered", "Require it", "required"],
    ["required", "Make it optional", "offered"],
  ] as const)("goes from %s by “%s” to %s, after a proof", async (from, label, to) => {
    const set = answer(undefined);
    const page = mounted(rule(from, { set }));
    page.press(label);
    const dialog = page.screen.getByRole("dialog");
    expect(dialog.textContent).toMatch(/including you|Each signature records its method/);
    await page.submitIn(dialog);
    expect(set).toHaveBeenCalledWith({ rule: to, presence: proof({ way: "passkey" }) });
    expect(page.journey).toEqual(["refresh"]);
  });

  it("stays with whoever may not change it, and says why", () => {
    expect(textOf(rule("offered", { whyNot: "Needs the role admin." }))).toMatch(/Needs the role admin\.$/);
  });
});

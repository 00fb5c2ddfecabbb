// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { waitingSignerOf } from "#lib/testing/specimens/views/councils.ts";
import { WaitingSigners } from "./waiting-signers.tsx";
import { renewalText } from "./waiting-words.ts";

const given = () => vi.fn(async (_: object): Promise<Answer<unknown>> => ({ ok: true, value: undefined }));
const waiting = (props = {}) => (
  <WaitingSigners
    signers={[waitingSignerOf()]}
    hours={24}
    whyYouWait={null}
    means={PASSWORD_ALONE}
    consent={given()}
    {...props}
  />
);

describe("signers who wait", () => {
  it("are named with what happened, from when they sign, and who could consent", () => {
    expect(textOf(waiting())).toMatch(
      /policy: 24 hours after a reset or a new factor.*Lena Voss.*Security.*Second factor added.*20 Nov 2026, 08:00.*21 Nov 2026, 08:00.*Dana Weiss or Omar Haddad can consent\./,
    );
    const alone = waiting({ signers: [waitingSignerOf({ consenters: [] })] });
    expect(textOf(alone)).toContain("Nobody who is independent can consent now.");
  });

  it("leave no trace on the page where there is none", () => {
    expect(textOf(waiting({ signers: [] }))).toBe("");
  });

  it("are told that it is themselves", () => {
    expect(textOf(waiting({ whyYouWait: "You cannot sign before tomorrow." }))).toContain(
      "You wait. You cannot sign before tomorrow.",
    );
  });

  it.each([
    [{ renewal: "factor" }, "Second factor added"],
    [{ renewal: "reset", by: "Ada Berg" }, "Password or factors reset by Ada Berg"],
    [{ renewal: "reset", by: null }, "Password or factors reset by the operator"],
    [{ renewal: "credential", by: "Ada Berg" }, "Let in by Ada Berg"],
    [{ renewal: "account" }, "Provider account bound"],
  ] as const)("%j reads %s", (changed, words) => {
    expect(renewalText(waitingSignerOf(changed))).toBe(words);
  });
});

describe("a consent", () => {
  it("says what it costs, and is given with a reason and a fresh proof", async () => {
    const consent = given();
    const page = mounted(waiting({ consent }));
    page.press("Consent that Lena Voss signs");
    expect(page.screen.getByRole("dialog").textContent).toContain("do not count as independent");
    page.type("Reason", "Showed me the new key. ");
    page.type("Your password", "secret");
    await page.submit("Consent");
    expect(consent).toHaveBeenCalledWith({
      personId: waitingSignerOf().personId,
      since: "2026-11-20T08:00:00.000Z",
      reason: "Showed me the new key.",
      presence: { way: "password", password: "secret", code: "", recoveryCode: "" },
    });
    expect(page.journey).toEqual(["refresh"]);
  });

  it("is offered to nobody who may not give it", () => {
    const page = mounted(waiting({ signers: [waitingSignerOf({ whyNotConsent: "You hold no function." })] }));
    page.press("Consent that Lena Voss signs");
    expect(page.screen.queryByRole("dialog")).toBeNull();
  });
});

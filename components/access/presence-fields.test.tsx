// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import type { Means } from "#lib/access/means.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { PresenceFields, usePresence, waysOf } from "./presence-fields.tsx";

type FormProps = { means: Means; recovery?: boolean; passwordGiven?: boolean };

const problem = { title: "No." };
const OUTCOMES = {
  Done: { ok: true, value: undefined },
  "Refused at the field": { ok: false, problem: { ...problem, fields: { code: "Wrong code." } } },
  "Refused otherwise": { ok: false, problem },
} satisfies Record<string, Answer<undefined>>;

function Form({ means, recovery = false, passwordGiven }: FormProps) {
  const state = usePresence(means, { recovery });
  return (
    <>
      <PresenceFields state={state} problem={undefined} passwordGiven={passwordGiven} />
      <output>{JSON.stringify(state.presence)}</output>
      {Object.entries(OUTCOMES).map(([name, outcome]) => (
        <button key={name} type="button" onClick={() => state.tried(outcome)}>
          {name}
        </button>
      ))}
    </>
  );
}
const BOTH = { passkey: true, code: true };
const fieldsOf = (props: FormProps) => {
  const page = mounted(<Form {...props} />);
  return { ...page, typed: () => JSON.parse(page.screen.getByRole("status").textContent!) };
};

describe("the ways to show who one is", () => {
  it.each([
    [{ passkey: false, code: false }, false, ["password"]],
    [{ passkey: false, code: false }, true, ["password"]],
    [{ passkey: true, code: false }, false, ["passkey"]],
    [{ passkey: false, code: true }, true, ["code", "recovery"]],
    [BOTH, true, ["passkey", "code", "recovery"]],
    [{ passkey: false, code: false, provider: "Skyline ID" }, false, ["provider", "password"]],
    [{ passkey: true, code: false, provider: "Skyline ID" }, false, ["passkey"]],
    [{ ...BOTH, provider: "Skyline ID" }, true, ["passkey", "provider", "code", "recovery"]],
    [{ passkey: false, code: true, oneFactor: true }, false, ["password", "code"]],
    [{ ...BOTH, oneFactor: true }, false, ["passkey", "password", "code"]],
  ])("%j, recovery %s: %j", (means, recovery, ways) => {
    expect(waysOf(means, recovery)).toEqual(ways);
  });

  it("begin with the strongest, which needs no field", () => {
    const page = fieldsOf({ means: BOTH, recovery: true });
    expect(page.typed().way).toBe("passkey");
    expect(page.screen.queryByLabelText("Your password")).toBeNull();
    expect(page.screen.getByRole<HTMLInputElement>("radio", { name: "Passkey" }).checked).toBe(true);
  });

  it("ask for one of them alone where all were given in a sitting", () => {
    const page = fieldsOf({ means: { passkey: false, code: true, oneFactor: true } });
    expect(page.screen.getByText(/^One factor is enough/)).toBeDefined();
    expect(page.screen.queryByLabelText("Code from your app")).toBeNull();
    page.type("Your password", "secret");
    page.tick("Code");
    expect(page.screen.queryByLabelText("Your password")).toBeNull();
    page.type("Code from your app", "123456");
    expect(page.typed()).toMatchObject({ way: "code", code: "123456" });
  });

  it("ask for the password with a code or a recovery code", () => {
    const page = fieldsOf({ means: BOTH, recovery: true });
    page.tick("Password and code");
    page.type("Your password", "secret");
    page.type("Code from your app", "123456");
    expect(page.typed()).toMatchObject({ way: "code", password: "secret", code: "123456" });
    page.tick("Recovery code");
    expect(page.screen.getByLabelText("Your password")).toBeTruthy();
    expect(page.screen.queryByLabelText("Code from your app")).toBeNull();
  });

  it("do not ask again for a password that was given", () => {
    const page = fieldsOf({ means: BOTH, recovery: true, passwordGiven: true });
    page.tick("Code");
    expect(page.screen.queryByLabelText("Your password")).toBeNull();
  });

  it("ask for a code beside the provider where one is needed, and never for the password", () => {
    const page = fieldsOf({ means: { passkey: false, code: true, provider: "Skyline ID" } });
    expect(page.typed().way).toBe("provider");
    expect(page.screen.getByRole<HTMLInputElement>("radio", { name: "Skyline ID" }).checked).toBe(true);
    expect(page.screen.getByText(/^Skyline ID opens in a window of its own/)).toBeTruthy();
    expect(page.screen.getByLabelText("Code from your app")).toBeTruthy();
    expect(page.screen.queryByLabelText("Your password")).toBeNull();
  });

  it("offer no choice of one", () => {
    const page = fieldsOf({ means: { passkey: false, code: false } });
    expect(page.screen.queryByRole("radio")).toBeNull();
    expect(page.screen.getByLabelText("Your password")).toBeTruthy();
  });

  it.each([
    ["Done", { password: "", code: "" }],
    ["Refused at the field", { password: "secret", code: "123456" }],
    ["Refused otherwise", { password: "secret", code: "" }],
  ])("forget after a try only what is spent: %s", (outcome, left) => {
    const page = fieldsOf({ means: { passkey: false, code: true } });
    page.type("Your password", "secret");
    page.type("Code from your app", "123456");
    page.press(outcome);
    expect(page.typed()).toEqual({ way: "code", recoveryCode: "", ...left });
  });
});

// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { person } from "#lib/testing/specimens/views/access.ts";
import { People } from "./people.tsx";

const done = () => vi.fn(async (_: object): Promise<Answer<unknown>> => ({ ok: true, value: undefined }));
const LINK = {
  purpose: "new-password" as const,
  secret: "a-secret-of-the-tests",
  expiresAt: "2026-11-24T08:00:00.000Z",
};
const INVITATION = { ...LINK, purpose: "join" as const, secret: null };
const people = (props = {}) => (
  <People
    people={[person()]}
    invite={vi.fn(async () => ({ ok: true as const, value: INVITATION }))}
    mailed={["countersign.example"]}
    assign={done()}
    disable={done()}
    revokeLink={done()}
    reset={done()}
    giveLink={vi.fn(async () => ({ ok: true as const, value: LINK }))}
    enable={done()}
    means={PASSWORD_ALONE}
    newerHref={undefined}
    olderHref={undefined}
    {...props}
  />
);

describe("the people of a workspace", () => {
  it.each([
    [{}, "Signed in"],
    [{ openSessions: 0 }, "Signed out"],
    [{ state: "disabled" as const }, "Left"],
    [{ state: "invited" as const, level: null }, "Invited, not yet joined"],
  ])("%j stands as %s", (changed, state) => {
    expect(textOf(people({ people: [person(changed)] }))).toMatch(new RegExp(`${state}$`));
  });

  it("names what is missing rather than leaving it blank", () => {
    const bare = person({ functions: [], factors: [], lastSeenAt: null });
    expect(textOf(people({ people: [bare] }))).toContain(
      "Signs for none Identity Mailed Second factor none Last seen never",
    );
    expect(textOf(people({ people: [] }))).toContain("search for part of a name or of an e-mail address.");
  });

  it("offers nothing to whoever may change nobody, and says why", () => {
    const page = mounted(people({ whyNot: "Needs the role admin." }));
    const add = page.screen.getByRole("button", { name: "Invite a person" });
    expect(add.getAttribute("aria-disabled")).toBe("true");
    expect(document.getElementById(add.getAttribute("aria-describedby")!)?.textContent).toBe(
      "Needs the role admin.",
    );
    page.press("Invite a person");
    expect(page.screen.queryByRole("dialog")).toBeNull();
    expect(page.screen.queryByRole("button", { name: "Change Lena Voss" })).toBeNull();
  });

  it("offers only their access to a person who left, and no reset of a factor nobody has", () => {
    const left = person({ name: "Gone", disabledAt: "2026-11-01T00:00:00.000Z" });
    const page = mounted(people({ people: [left, person({ id: "2", factors: [] })] }));
    expect(() => page.choose("Change Gone", "Change roles")).toThrow();
    expect(() => page.choose("Change Lena Voss", "Reset second factor")).toThrow();
  });
});

const presence = { way: "password", password: "secret", code: "", recoveryCode: "" };

describe("what an admin does with them", () => {
  it("invites a person with what was typed, trimmed, as a viewer, and asks for no password but the admin's", async () => {
    const invite = vi.fn(async (_: object) => ({ ok: true as const, value: INVITATION }));
    const page = mounted(people({ invite }));
    page.press("Invite a person");
    const dialog = page.screen.getByRole("dialog");
    expect([...dialog.querySelectorAll("input[type=password]")]).toHaveLength(1);
    page.type("Name", " Eva Moreau ");
    page.type("E-mail", "eva@countersign.example ");
    expect(dialog.textContent).toContain("A single-use link goes to eva@countersign.example.");
    page.type("Your password", "secret");
    await page.submit("Send invitation");
    expect(invite).toHaveBeenCalledWith({
      name: "Eva Moreau",
      email: "eva@countersign.example",
      roles: ["viewer"],
      presence,
    });
    expect(page.screen.getByRole("dialog").textContent).toContain("On its way to eva@countersign.example.");
    page.press("Done");
    expect(page.screen.queryByRole("dialog")).toBeNull();
    expect(page.journey).toEqual(["refresh"]);
  });

  it("says what it costs to hand a link over, before and with the link", async () => {
    const handedOver = { ...INVITATION, secret: "a-secret-of-the-tests" };
    const page = mounted(people({ invite: async () => ({ ok: true, value: handedOver }) }));
    page.press("Invite a person");
    page.type("Name", "Eva Moreau");
    page.type("E-mail", "eva@elsewhere.example");
    const costs = "the tiers high and critical do not take it";
    expect(page.screen.getByRole("dialog").textContent).toContain(costs);
    page.type("Your password", "secret");
    await page.submit("Make invitation link");
    const shown = page.screen.getByRole("dialog").textContent;
    expect(shown).toContain("/sign-in/join#a-secret-of-the-tests");
    expect(shown).toContain(costs);
  });

  it("keeps what was typed where it was refused, and names the field", async () => {
    const problem = { title: "This address is taken.", fields: { email: "is taken" } };
    const page = mounted(people({ invite: async () => ({ ok: false, problem }) }));
    page.press("Invite a person");
    page.type("E-mail", "lena.voss@countersign.example");
    page.type("Your password", "secret");
    await page.submit("Send invitation");
    expect(page.screen.getByRole("alert").textContent).toContain("This address is taken.");
    const field = page.screen.getByLabelText<HTMLInputElement>("E-mail");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(field.value).toBe("lena.voss@countersign.example");
    expect(page.journey).toEqual([]);
  });

  it("saves roles only where they make sense, and says why not", async () => {
    const assign = done();
    const page = mounted(people({ assign }));
    page.choose("Change Lena Voss", "Change roles");
    page.tick("Reviewer");
    expect(page.screen.getByRole("dialog").textContent).toContain("Choose at least one role");
    page.tick("Reviewer");
    page.tick("Admin");
    expect(page.screen.getByRole("dialog").textContent).toContain("An admin cannot be a reviewer");
    page.tick("Reviewer");
    page.type("Your password", "secret");
    await page.submit("Save roles");
    expect(assign).toHaveBeenCalledWith({ personId: person().id, roles: ["admin"], presence });
  });

  it("ends a person's access for a reason", async () => {
    const disable = done();
    const page = mounted(people({ disable }));
    page.choose("Change Lena Voss", "End access");
    expect(page.screen.getByRole("dialog").textContent).toContain("What they signed stays valid.");
    page.type("Reason", "Left the company. ");
    await page.submit("End access");
    expect(disable).toHaveBeenCalledWith({ personId: person().id, reason: "Left the company." });
  });

  it("resets a factor for a reason and a fresh proof", async () => {
    const reset = done();
    const page = mounted(people({ reset }));
    page.choose("Change Lena Voss", "Reset second factor");
    page.type("Reason", "Lost phone");
    page.type("Your password", "secret");
    await page.submit("Reset second factor");
    expect(reset).toHaveBeenCalledWith({
      personId: person().id,
      reason: "Lost phone",
      presence: { way: "password", password: "secret", code: "", recoveryCode: "" },
    });
  });

  it("pages only where there is more than one page", () => {
    expect(textOf(people())).not.toContain("Next page");
    expect(textOf(people({ olderHref: "/people?cursor=1" }))).toContain("1 person Next page");
  });
});

describe("a way back in", () => {
  it("gives a link to a new password for a reason and a fresh proof, and shows it once", async () => {
    const giveLink = vi.fn(async (_: object) => ({ ok: true as const, value: LINK }));
    const page = mounted(people({ giveLink }));
    page.choose("Change Lena Voss", "Send a reset link");
    expect(page.screen.getByRole("dialog").textContent).toContain("It works once, within 24 hours");
    page.type("Reason", "Forgot it. ");
    page.type("Your password", "secret");
    await page.submit("Send a reset link");
    expect(giveLink).toHaveBeenCalledWith({ personId: person().id, reason: "Forgot it.", presence });
    const shown = page.screen.getByRole("dialog");
    expect(shown.textContent).toContain("/sign-in/new-password#a-secret-of-the-tests");
    expect(shown.textContent).toContain("it cannot be shown again. It works once and expires");
    page.press("I have it");
    expect(document.body.textContent).not.toContain("a-secret-of-the-tests");
  });

  it("gives access back for a reason and a fresh proof", async () => {
    const enable = done();
    const page = mounted(people({ enable, people: [person({ disabledAt: "2026-11-01T00:00:00.000Z" })] }));
    page.choose("Change Lena Voss", "Give access back");
    page.type("Reason", "Back from leave");
    page.type("Your password", "secret");
    await page.submit("Give access back");
    expect(enable).toHaveBeenCalledWith({ personId: person().id, reason: "Back from leave", presence });
  });
});

import { describe, expect, it } from "vitest";
import { ACCOUNT_CHANGES } from "#lib/access/told.ts";
import { FUNCTIONS, ROLES, type Role } from "#lib/kernel/caller.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { change, factor, person, session } from "#lib/testing/specimens/views/access.ts";
import { actionOf } from "./factor-request.ts";
import { changeWords } from "./factor-words.ts";
import { whyNotRoles } from "./role-fields.tsx";
import { scopeChoices } from "./scope-words.ts";
import { allLabel, endingOf, methodText } from "./session-words.ts";
import { settingsTab, settingsTabs } from "./settings-tabs.ts";
import { withOrWithout } from "./with-or-without.ts";
import { accountLede, personLede, personTitle, roleHints, roleLabels } from "./words.ts";

describe("who somebody is, in words", () => {
  it.each([
    [["viewer"], [], "Viewer"],
    [["reviewer"], ["security"], "Security reviewer"],
    [["reviewer"], ["security", "data-science", "product"], "Security, data science and product reviewer"],
    [["reviewer"], [], "Reviewer"],
    [["admin", "release-manager"], ["security"], "Admin, release manager"],
    [[], [], ""],
  ] as const)("%j for %j is %s", (roles, functions, title) => {
    expect(personTitle({ roles, functions })).toBe(title);
  });

  it("stands with their address", () => {
    expect(personLede(person())).toBe("Security reviewer. lena.voss@countersign.example");
    expect(accountLede(person())).toBe("Lena Voss, lena.voss@countersign.example. Security reviewer.");
  });

  it("has a label for every role and function, and a hint for every role", () => {
    for (const role of ROLES) expect(roleLabels[role] && roleHints[role], role).toMatch(/^[A-Z].*\.$/);
    for (const name of FUNCTIONS) expect(functionLabels[name], name).toMatch(/^[A-Z]/);
  });
});

describe("a change of factors, in words", () => {
  it.each([
    ["factor.enrolled", "webauthn", true, "Passkey added by you"],
    ["factor.renamed", "totp", true, "Authenticator app renamed by you"],
    ["factor.removed", null, true, "Factor removed by you"],
    ["factor.reset", null, false, "All factors reset by an admin"],
    ["recovery.renewed", null, true, "New recovery codes made by you"],
    ["link.issued", null, false, "Link to a new password issued by an admin"],
    ["link.redeemed", null, false, "New password set by link"],
    ["password.changed", null, true, "Password changed by you"],
    ["identity.bound", null, true, "Sign-in account bound"],
    ["identity.unbound", null, false, "Sign-in account unbound by an admin"],
    ["person.disabled", null, false, "Access ended by an admin"],
    ["person.enabled", null, false, "Access given back by an admin"],
  ] as const)("%s of %s", (action, kind, byYou, words) => {
    expect(changeWords(change({ action, kind, byYou }))).toBe(words);
  });

  it("tells a link to join from one to a new password", () => {
    const joining = { byYou: false, purpose: "join" } as const;
    expect(changeWords(change({ ...joining, action: "link.issued" }))).toBe(
      "Link to join issued by an admin",
    );
    expect(changeWords(change({ ...joining, action: "link.redeemed" }))).toBe("Joined by link");
  });

  it("says every kind of change differently", () => {
    expect(new Set(ACCOUNT_CHANGES.map((action) => changeWords(change({ action })))).size).toBe(
      ACCOUNT_CHANGES.length,
    );
  });
});

describe("what is asked before a factor changes", () => {
  it("says what it does to the factor that was chosen", () => {
    expect(actionOf({ verb: "rename", factor: factor() })).toMatchObject({ name: "Laptop" });
    const remove = actionOf({ verb: "remove", factor: factor() });
    expect(remove.danger).toBe(true);
    expect(remove.consequence).toContain("Laptop can no longer be used");
    expect(actionOf({ verb: "renew" }).consequence).toBe("The codes you have now stop working.");
  });
});

describe("what ending sessions means", () => {
  it("names the session, or how far it reaches", () => {
    expect(endingOf(session(), null).consequence).toBe(
      "Firefox on Linux at 192.0.2.7 is signed out on its next request.",
    );
    expect(endingOf("all", null).consequence).toBe("You will have to sign in again everywhere but here.");
    expect(endingOf("all", "Lena").consequence).toBe("Lena will have to sign in again everywhere.");
    expect([allLabel(null), allLabel("Lena")]).toEqual(["End all other sessions", "End all sessions"]);
  });

  it.each([
    ["password", null, "by password"],
    ["webauthn", null, "by password and passkey"],
    ["totp", null, "by password and one-time code"],
    ["recovery", null, "by password and recovery code"],
    ["password", "give", "by password, second step not given"],
    ["password", "enrol", "by password, second step not given"],
  ] as const)("%s, lacking %s, is %s", (method, lacks, text) => {
    expect(methodText(session({ method, lacks }))).toBe(text);
  });
});

describe("roles that can be saved", () => {
  it.each<[Role[], string | undefined]>([
    [[], "Choose at least one role"],
    [["viewer"], undefined],
    [["admin", "reviewer"], "An admin cannot be a reviewer"],
    [["admin", "auditor"], undefined],
  ])("%j: %s", (roles, why) => {
    expect(whyNotRoles(roles)).toBe(why);
  });

  it("holds each choice once, and none that was cleared", () => {
    expect(withOrWithout(["a"], "b", true)).toEqual(["a", "b"]);
    expect(withOrWithout(["a", "b"], "a", true)).toEqual(["b", "a"]);
    expect(withOrWithout(["a", "b"], "a", false)).toEqual(["b"]);
    expect(withOrWithout(["a"], "b", false)).toEqual(["a"]);
  });
});

describe("settings by tab", () => {
  it("take the tab from the address, and people for any other word", () => {
    expect([undefined, "tokens", "sign-in", "constructor"].map(settingsTab)).toEqual([
      "tokens",
      "tokens",
      "sign-in",
      "tokens",
    ]);
    expect(settingsTabs("tokens").map(({ href, current }) => [href, current])).toEqual([
      ["/settings", true],
      ["/settings?tab=sign-in", false],
      ["/settings?tab=mail", false],
      ["/settings?tab=webhooks", false],
      ["/settings?tab=storage", false],
    ]);
  });
});

describe("what a token may do", () => {
  it("is said of every scope, each in a sentence, and never of what only people do", () => {
    for (const { scope, allows } of scopeChoices) expect(allows, scope).toMatch(/^[A-Z].*\.$/);
    expect(
      scopeChoices.map(({ scope }) => scope).filter((scope) => /verdict|person|policy/.test(scope)),
    ).toEqual([]);
  });
});

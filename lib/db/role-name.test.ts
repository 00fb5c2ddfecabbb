import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DATABASE_ROLES, databaseOf, isAppUrl, roleIn, withRolesOf } from "./role-name.ts";

describe("the role of a part", () => {
  it("is named after its database, and needs no quotes whatever that is called", () => {
    expect(roleIn("countersign", "cs_app")).toBe("cs_app_countersign");
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 63 }),
        fc.constantFrom(...DATABASE_ROLES),
        (name, role) => {
          expect(roleIn(name, role)).toMatch(new RegExp(`^${role}_[a-z0-9_]+$`));
          expect(roleIn(name, role).length).toBeLessThanOrEqual(63);
        },
      ),
    );
  });

  it("differs between databases, also where only letter case or the end of a long name does", () => {
    const names = ["a", "A", "a-b", "a_b", `${"x".repeat(62)}1`, `${"x".repeat(62)}2`];
    expect(new Set(names.map((name) => roleIn(name, "cs_app"))).size).toBe(names.length);
  });
});

it("the database is the one that a connection string names, or else the user's", () => {
  expect(databaseOf("postgres://u:p@h:5432/my%20db?sslmode=require")).toBe("my db");
  expect(databaseOf("postgres://u:p@h:5432")).toBe("u");
});

it("SQL that names parts gets this database's roles", () => {
  expect(withRolesOf("x", "GRANT SELECT ON t TO cs_app, cs_signer; -- cs_apps")).toBe(
    "GRANT SELECT ON t TO cs_app_x, cs_signer_x; -- cs_apps",
  );
});

it("the app's role is known by its name, also by the one of older versions", () => {
  expect(
    ["cs_app", "cs_app_x", "cs_apps", "postgres"].map((user) => isAppUrl(`postgres://${user}@h/x`)),
  ).toEqual([true, true, false, false]);
});

import { describe, expect, it } from "vitest";
import { greeting } from "./greeting.ts";
import type { Seeded } from "./seed.ts";

const OPTIONS = {
  port: 3000,
  host: "127.0.0.1",
  data: "/srv/countersign",
  empty: true,
  traffic: false,
  dev: false,
  signer: true,
} as const;
const ADDRESS = "https://countersign.example";
const FIRST: Seeded = {
  demonstration: false,
  people: [{ name: "Admin", email: "admin@localhost.localdomain", title: "first admin" }],
  password: null,
  trafficToken: null,
};

describe("the greeting of a first start", () => {
  it("shows the password at a terminal", () => {
    const said = greeting(OPTIONS, ADDRESS, { ...FIRST, password: "canary" });
    expect(said).toContain("  password: canary\n");
    expect(said).toContain("shown this once");
  });

  it("names the command that makes a link, where there is no terminal", () => {
    const said = greeting(OPTIONS, ADDRESS, FIRST);
    expect(said).not.toContain("password:");
    expect(said).toContain(
      'PUBLIC_URL=https://countersign.example npx countersign person new-password admin@localhost.localdomain --reason "first sign-in" --data /srv/countersign',
    );
  });

  it("asks for nobody's password at a later start", () => {
    const said = greeting(OPTIONS, ADDRESS, { ...FIRST, people: [] });
    expect(said).not.toMatch(/password|Sign in as/);
  });
});

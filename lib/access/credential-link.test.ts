import { expect, it } from "vitest";
import { LINK_LIFETIME_MS, linkAddress, linkIsOpen, linkWay } from "./credential-link.ts";

const now = new Date("2026-11-23T08:00:00.000Z");
const open = {
  usedAt: null,
  revokedAt: null,
  expiresAt: new Date(now.getTime() + LINK_LIFETIME_MS["new-password"]),
};

it("is open until it is used, revoked or over", () => {
  expect(linkIsOpen(open, now)).toBe(true);
  expect(linkIsOpen({ ...open, usedAt: now }, now)).toBe(false);
  expect(linkIsOpen({ ...open, revokedAt: now }, now)).toBe(false);
  expect(linkIsOpen(open, new Date(open.expiresAt.getTime() - 1))).toBe(true);
  expect(linkIsOpen(open, open.expiresAt)).toBe(false);
});

it("carries its secret where no server sees it", () => {
  const { pathname, search, hash } = new URL(linkAddress("https://countersign.example", "join", "abc"));
  expect({ pathname, search, hash }).toEqual({ pathname: "/sign-in/join", search: "", hash: "#abc" });
});

it.each([
  ["ada@example.com", ["example.com"], "mailed"],
  ["ada@EXAMPLE.com", ["example.com"], "mailed"],
  ["ada@mail.example.com", ["example.com"], "handed-over"],
  ["ada@notexample.com", ["example.com"], "handed-over"],
  ['"a@example.com"@evil.test', ["example.com"], "handed-over"],
  ["ada@example.com", [], "handed-over"],
] as const)("to %s, where mail goes to %j, is %s", (email, domains, way) => {
  expect(linkWay(email, domains)).toBe(way);
});

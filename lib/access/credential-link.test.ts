import { expect, it } from "vitest";
import { LINK_LIFETIME_MS, linkAddress, linkIsOpen } from "./credential-link.ts";

const now = new Date("2026-11-23T08:00:00.000Z");
const open = { usedAt: null, revokedAt: null, expiresAt: new Date(now.getTime() + LINK_LIFETIME_MS) };

it("is open until it is used, replaced or a day old", () => {
  expect(linkIsOpen(open, now)).toBe(true);
  expect(linkIsOpen({ ...open, usedAt: now }, now)).toBe(false);
  expect(linkIsOpen({ ...open, revokedAt: now }, now)).toBe(false);
  expect(linkIsOpen(open, new Date(open.expiresAt.getTime() - 1))).toBe(true);
  expect(linkIsOpen(open, open.expiresAt)).toBe(false);
});

it("carries its secret where no server sees it", () => {
  const { pathname, search, hash } = new URL(linkAddress("https://countersign.example", "abc"));
  expect({ pathname, search, hash }).toEqual({ pathname: "/sign-in/new-password", search: "", hash: "#abc" });
});

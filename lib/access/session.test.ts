import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { HOUR_MS, MINUTE_MS } from "#lib/kernel/time.ts";
import { sessionExpiry, sessionIsOpen, sessionNeedsTouch } from "./session.ts";
import { stepUpPurpose } from "./step-up.ts";
import { tokenState } from "./token.ts";

const START = new Date("2026-11-23T08:00:00.000Z");
const later = (ms: number): Date => new Date(START.getTime() + ms);

describe("a session", () => {
  const opened = { endedAt: null, expiresAt: sessionExpiry(START), lastSeenAt: START };

  it("ends after two hours without a request", () => {
    expect(sessionIsOpen(opened, later(120 * MINUTE_MS - 1))).toBe(true);
    expect(sessionIsOpen(opened, later(120 * MINUTE_MS))).toBe(false);
  });

  it("ends after twelve hours however busy it is", () => {
    expect(sessionIsOpen({ ...opened, lastSeenAt: later(12 * HOUR_MS - 2) }, later(12 * HOUR_MS - 1))).toBe(
      true,
    );
    expect(sessionIsOpen({ ...opened, lastSeenAt: later(12 * HOUR_MS) }, later(12 * HOUR_MS))).toBe(false);
  });

  it("that has ended stays ended at any later time", () => {
    fc.assert(
      fc.property(fc.nat(13 * HOUR_MS), fc.nat(13 * HOUR_MS), (now, more) => {
        expect(sessionIsOpen({ ...opened, endedAt: START }, later(now))).toBe(false);
        if (!sessionIsOpen(opened, later(now))) expect(sessionIsOpen(opened, later(now + more))).toBe(false);
      }),
    );
  });

  it("is written to at most once a minute", () => {
    expect(sessionNeedsTouch(START, later(MINUTE_MS))).toBe(false);
    expect(sessionNeedsTouch(START, later(MINUTE_MS + 1))).toBe(true);
  });
});

describe("a token", () => {
  it("is valid until it expires or is revoked, whichever comes first", () => {
    const expiresAt = later(HOUR_MS);
    expect(tokenState({ revokedAt: null, expiresAt }, later(HOUR_MS - 1))).toBe("active");
    expect(tokenState({ revokedAt: null, expiresAt }, later(HOUR_MS))).toBe("expired");
    for (const now of [START, later(2 * HOUR_MS)])
      expect(tokenState({ revokedAt: START, expiresAt }, now)).toBe("revoked");
  });
});

describe("the purpose of a proof of presence", () => {
  it("is one act over one digest", () => {
    const digests = fc.string().map((text) => digestOfJson(text));
    fc.assert(
      fc.property(fc.string(), fc.string(), digests, digests, (act, otherAct, digest, otherDigest) => {
        const same = act === otherAct && digest === otherDigest;
        expect(stepUpPurpose(act, digest) === stepUpPurpose(otherAct, otherDigest)).toBe(same);
      }),
    );
  });
});

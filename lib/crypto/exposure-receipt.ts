import { timingSafeEqual } from "node:crypto";
import { MINUTE_MS } from "#lib/kernel/time.ts";
import { workspaceHmac } from "./workspace-hmac.ts";

/** What an exposure receipt is for. */
export type Evaluated = {
  readonly exposureId: string;
  /** The arm that answers, or `both`. */
  readonly arm: string;
  /** Whom it was evaluated for; free text, and so the last part of what is hashed. */
  readonly subject: string;
};

export type ExposureReceipts = {
  issue(evaluated: Evaluated, now: Date): string;
  /** Whether the receipt was issued for exactly this, by the clocks not later than now. */
  isFor(receipt: string, evaluated: Evaluated, now: Date): boolean;
};

/** 96 bits as base64url. */
const MAC_DIGITS = 16;
const MINUTE_BASE = 36;
/** The servers' clocks and the database's differ by less. */
const SKEW_MINUTES_MAX = 5;

/**
 * The exposure receipts of one workspace: the minute of the evaluation, and 96 bits of HMAC-SHA-256 over it, the exposure, the
 * arm and the subject.
 */
export function exposureReceipts(secret: string, workspaceId: string): ExposureReceipts {
  const hmac = workspaceHmac(secret, workspaceId, "countersign exposure receipts v1", "base64url");
  const receiptOf = (minute: string, { exposureId, arm, subject }: Evaluated): string =>
    `${minute}.${hmac(`${minute} ${exposureId} ${arm} ${subject}`).slice(0, MAC_DIGITS)}`;
  return {
    issue: (evaluated, now) => receiptOf(minuteOf(now).toString(MINUTE_BASE), evaluated),
    isFor(receipt, evaluated, now) {
      const [minute = ""] = receipt.split(".", 1);
      if (!/^[0-9a-z]{1,8}$/.test(minute)) return false;
      const isPast = Number.parseInt(minute, MINUTE_BASE) <= minuteOf(now) + SKEW_MINUTES_MAX;
      return isPast && isSame(receipt, receiptOf(minute, evaluated));
    },
  };
}

/** In a time that tells nothing of where they differ. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const minuteOf = (now: Date): number => Math.floor(now.getTime() / MINUTE_MS);

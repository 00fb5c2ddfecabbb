import { timingSafeEqual } from "node:crypto";
import { MINUTE_MS } from "#lib/kernel/time.ts";
import { workspaceHmac } from "./workspace-hmac.ts";

/** What an exposure receipt is for. */
export type Evaluated = {
  readonly exposureId: string;
  /** The arm that answers, or `both`. */
  readonly arm: string;
  /** The hash of whom it was evaluated for. */
  readonly subject: string;
};

export type ExposureReceipts = {
  issue(evaluated: Evaluated, now: Date): string;
  /** Whether the receipt was issued for exactly this, by the clocks not later than now. */
  isFor(receipt: string, evaluated: Evaluated, now: Date): boolean;
};

const TIME_BYTES = 4;
const MAC_BYTES = 12;
const LENGTH = Math.ceil(((TIME_BYTES + MAC_BYTES) * 8) / 6);
/** The servers' clocks and the database's differ by less. */
const SKEW_MINUTES_MAX = 5;

/**
 * The exposure receipts of one workspace: the minute of the evaluation, then 96 bits of HMAC-SHA-256 over it, the exposure,
 * the arm and the subject, as 22 characters of base64url.
 */
export function exposureReceipts(secret: string, workspaceId: string): ExposureReceipts {
  const hmac = workspaceHmac(secret, workspaceId, "countersign exposure receipts v1");
  const receiptOf = (minute: number, { exposureId, arm, subject }: Evaluated): Buffer => {
    const bytes = Buffer.allocUnsafe(TIME_BYTES + MAC_BYTES);
    bytes.writeUInt32BE(minute);
    bytes.write(hmac(`${minute} ${exposureId} ${arm} ${subject}`), TIME_BYTES, MAC_BYTES, "hex");
    return bytes;
  };
  return {
    issue: (evaluated, now) => receiptOf(minuteOf(now), evaluated).toString("base64url"),
    isFor(receipt, evaluated, now) {
      const bytes = Buffer.from(receipt, "base64url");
      if (receipt.length !== LENGTH || bytes.length !== TIME_BYTES + MAC_BYTES) return false;
      const minute = bytes.readUInt32BE();
      return (
        minute <= minuteOf(now) + SKEW_MINUTES_MAX && timingSafeEqual(bytes, receiptOf(minute, evaluated))
      );
    },
  };
}

const minuteOf = (now: Date): number => Math.floor(now.getTime() / MINUTE_MS);

import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";

export const STEP_SECONDS = 30;
const DIGITS = 6;
const KEY_BYTES = 20;
/** Clocks of phones are off: the code before and the one after count too. */
const STEPS_AROUND = 1;

/** A new key to share with somebody's app (160 bits, as RFC 4226 §4 asks for). */
export const newCodeKey = (): Uint8Array<ArrayBuffer> => new Uint8Array(randomBytes(KEY_BYTES));

/** The key as an app reads it: typed by hand, and as the address behind the QR code. */
export function codeKeyShown(key: Uint8Array<ArrayBuffer>, label: string, issuer: string) {
  const totp = totpOf(key, label, issuer);
  return { text: totp.secret.base32, uri: totp.toString() };
}

/** Which thirty seconds since 1970 the code belongs to, of those around `now`; null for none (RFC 6238). */
export function stepOfCode(key: Uint8Array<ArrayBuffer>, code: string, now: Date): number | null {
  // The library throws at digits that are not ASCII's.
  if (!/^[0-9]{6}$/.test(code)) return null;
  const delta = totpOf(key).validate({ token: code, timestamp: now.getTime(), window: STEPS_AROUND });
  return delta === null ? null : stepOf(now) + delta;
}

export const stepOf = (now: Date): number => Math.floor(now.getTime() / 1000 / STEP_SECONDS);

const totpOf = (key: Uint8Array<ArrayBuffer>, label = "", issuer = ""): TOTP =>
  new TOTP({
    secret: new Secret({ buffer: key.slice().buffer }),
    algorithm: "SHA1",
    digits: DIGITS,
    period: STEP_SECONDS,
    label,
    issuer,
  });

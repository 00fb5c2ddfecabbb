import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";

export const STEP_SECONDS = 30;
const DIGITS = 6;
const KEY_BYTES = 20;
/** Phone clocks drift: the previous and the next code count too. */
const STEPS_AROUND = 1;

/** A new key to share with a person's app (160 bits, as RFC 4226 §4 recommends). */
export const newCodeKey = (): Uint8Array<ArrayBuffer> => new Uint8Array(randomBytes(KEY_BYTES));

/** The key for an app: to type by hand, and as the URI behind the QR code. */
export function codeKeyShown(key: Uint8Array<ArrayBuffer>, label: string, issuer: string) {
  const totp = totpOf(key, label, issuer);
  return { text: totp.secret.base32, uri: totp.toString() };
}

/** The number of the code's 30 s step since 1970, among those around `now`; null for none (RFC 6238). */
export function stepOfCode(key: Uint8Array<ArrayBuffer>, code: string, now: Date): number | null {
  // The library throws for digits outside ASCII.
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

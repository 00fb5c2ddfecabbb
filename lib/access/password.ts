import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

export const PASSWORD_LENGTH_MIN = 12;
export const PASSWORD_LENGTH_MAX = 128;

/** The most used passwords of twelve characters and more; no composition rules beside (ASVS 5.0 6.2). */
const COMMON = new Set([
  "123456789012",
  "1234567890123",
  "12345678901234",
  "123456789123",
  "1234567891234",
  "111111111111",
  "000000000000",
  "qwertyuiop12",
  "qwertyuiop123",
  "qwerty123456",
  "1q2w3e4r5t6y",
  "1qaz2wsx3edc",
  "qazwsxedcrfv",
  "password1234",
  "password12345",
  "password123456",
  "passwordpassword",
  "password1!password",
  "administrator",
  "letmein12345",
  "welcome12345",
  "changeme1234",
  "iloveyou1234",
  "abcdefghijkl",
  "abc123456789",
  "adminadmin12",
  "football1234",
  "princess1234",
  "sunshine1234",
  "superman1234",
  "trustno11234",
  "monkey123456",
  "dragon123456",
  "baseball1234",
]);

/** Is this a password someone may choose? Length counts in code points. */
export function acceptPassword(password: string): Result<string, Refusal> {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH_MIN)
    return refuse(
      "invalid",
      "password-too-short",
      `A password has at least ${PASSWORD_LENGTH_MIN} characters.`,
      {
        field: "password",
        todo: "Choose a longer one; a few unrelated words do well.",
      },
    );
  if (length > PASSWORD_LENGTH_MAX)
    return refuse(
      "invalid",
      "password-too-long",
      `A password has at most ${PASSWORD_LENGTH_MAX} characters.`,
      { field: "password" },
    );
  if (COMMON.has(password.toLowerCase()))
    return refuse("invalid", "password-common", "This password is among the first an attacker would try.", {
      field: "password",
      todo: "Choose one that is not on everybody's list.",
    });
  return ok(password);
}

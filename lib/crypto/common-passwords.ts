import { dictionary } from "@zxcvbn-ts/language-common";

let kept: ReadonlySet<string> | undefined;

/** The nearly 50,000 most common passwords, in lower case. */
export function commonPasswords(): ReadonlySet<string> {
  kept ??= new Set(dictionary["passwords-common"].map((password) => password.toLowerCase()));
  return kept;
}

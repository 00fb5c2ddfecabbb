import { dictionary } from "@zxcvbn-ts/language-common";

let kept: ReadonlySet<string> | undefined;

/** Nearly fifty thousand passwords that were found most often, in lower case. */
export function commonPasswords(): ReadonlySet<string> {
  kept ??= new Set(dictionary["passwords-common"].map((password) => password.toLowerCase()));
  return kept;
}

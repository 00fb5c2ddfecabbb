const COMMON = [
  ..."123456789012 1234567890123 12345678901234 123456789123 qwertyuiop12 qwerty123456 1q2w3e4r5t6y 1qaz2wsx3edc".split(
    " ",
  ),
  ..."qazwsxedcrfv password administrator letmein welcome changeme iloveyou abc abcdefghijkl admin football".split(
    " ",
  ),
  ..."1234567890 princess sunshine superman trustno1 monkey dragon baseball qwerty".split(" "),
];

let kept: ReadonlySet<string> | undefined;

/** The passwords that were found most often, in lower case. */
export function commonPasswords(): ReadonlySet<string> {
  kept ??= new Set(COMMON);
  return kept;
}

import { readFileSync } from "node:fs";
import { EXIT, type ExitCode, type Out, wrongUsage } from "../cli.ts";
import { verifyReceipt } from "../verify-receipt.ts";

type Asked = {
  readonly vkey: string | undefined;
  readonly pointer?: string;
  readonly digest?: string;
  readonly json?: boolean;
};

/** Checks the receipt of an allowed deployment and reports what it allows. */
export function verifyReceiptFile(file: string, { vkey, pointer, digest, json }: Asked, out: Out): ExitCode {
  if (vkey === undefined) throw wrongUsage("By whose key? Give it with --vkey.");
  const expected = { ...(pointer ? { pointer } : {}), ...(digest ? { artifact: digest } : {}) };
  const verified = verifyReceipt(readFileSync(file, "utf8"), { vkey, expected });
  if (json) out.line(JSON.stringify(verified));
  else if (verified.ok) {
    const { artifact, release, round, at, by } = verified.value;
    out.line(`${artifact} may be deployed on ${verified.value.pointer}.`);
    out.line(`Release ${release}, round ${round}; allowed to ${by} at ${at}.`);
  } else out.line(verified.error);
  return verified.ok ? EXIT.ok : EXIT.no;
}

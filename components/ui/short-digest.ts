/** `sha256:9f2c…` in parts: the algorithm, and the first and last four characters of the value. */
export function shortDigest(value: string): { prefix: string; short: string } {
  const colon = value.indexOf(":");
  const prefix = colon > 0 ? value.slice(0, colon) : "";
  const body = colon > 0 ? value.slice(colon + 1) : value;
  return { prefix, short: body.length <= 12 ? body : `${body.slice(0, 4)}…${body.slice(-4)}` };
}

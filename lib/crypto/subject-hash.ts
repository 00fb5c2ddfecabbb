import { workspaceHmac } from "./workspace-hmac.ts";

/** 64 bits as hex. */
const DIGITS = 16;

/**
 * Hashes the subjects of one workspace: 64 bits of HMAC-SHA-256 under a key of the workspace, as a signed decimal number.
 * Nobody without the installation's secret can tell whose hash it is; among a million subjects, two share a hash once in
 * 40 million times.
 */
export function subjectHasher(secret: string, workspaceId: string): (subject: string) => string {
  const hmac = workspaceHmac(secret, workspaceId, "countersign subjects of telemetry v1", "hex");
  return (subject) => BigInt.asIntN(64, BigInt(`0x${hmac(subject).slice(0, DIGITS)}`)).toString();
}

import { createHmac } from "node:crypto";
import { workspaceKey } from "./workspace-key.ts";

/**
 * Hashes the subjects of one workspace: 64 bits of HMAC-SHA-256 under a key derived from the installation's secret, as a
 * signed decimal number. Nobody without the secret can tell whose hash it is; among a million subjects, two share a hash
 * once in 40 million times.
 */
export function subjectHasher(secret: string, workspaceId: string): (subject: string) => string {
  const key = workspaceKey(secret, workspaceId, "countersign subjects of telemetry v1");
  return (subject) => createHmac("sha256", key).update(subject).digest().readBigInt64BE().toString();
}

import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";

/**
 * A key of one workspace for one purpose, derived from the installation's secret (HKDF-SHA-256). Made once for thousands
 * of hashes: from bytes, one would be made for each.
 */
export const workspaceKey = (secret: string, workspaceId: string, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync("sha256", secret, workspaceId, purpose, 32)));

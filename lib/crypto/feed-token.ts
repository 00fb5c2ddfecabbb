import { hashTokenSecret, newLinkSecret } from "./token-secret.ts";

const WORKSPACE_BYTES = 16;
const SHAPE = /^[\w-]{22}\.[\w-]{43}$/;

/** The end of a feed's address: its workspace, which is no secret, and 256 bits that are. */
export function newFeedToken(workspaceId: string): { token: string; hash: Uint8Array<ArrayBuffer> } {
  const where = Buffer.from(workspaceId.replaceAll("-", ""), "hex").toString("base64url");
  const token = `${where}.${newLinkSecret().secret}`;
  return { token, hash: hashTokenSecret(token) };
}

/** The workspace to look in and the hash to look for; null where it cannot be one of ours. */
export function readFeedToken(token: string): { workspaceId: string; hash: Uint8Array<ArrayBuffer> } | null {
  if (!SHAPE.test(token)) return null;
  const bytes = Buffer.from(token.slice(0, token.indexOf(".")), "base64url");
  if (bytes.length !== WORKSPACE_BYTES) return null;
  const hex = bytes.toString("hex");
  const workspaceId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return { workspaceId, hash: hashTokenSecret(token) };
}

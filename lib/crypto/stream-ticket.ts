import { timingSafeEqual } from "node:crypto";
import { workspaceHmac } from "./workspace-hmac.ts";

/** Which token opened a stream, in which workspace. */
export type Ticketed = { readonly workspaceId: string; readonly tokenId: string };

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const SHAPE = new RegExp(`^(${UUID})\\.(${UUID})\\.([\\w-]{43})$`);

/**
 * The part of a stream's address that stands for the token, which a browser cannot send as a header. It opens the stream of
 * changes and nothing else, and ends with the token.
 */
export const streamTicket = (secret: string, { workspaceId, tokenId }: Ticketed): string =>
  `${workspaceId}.${tokenId}.${macOf(secret, { workspaceId, tokenId })}`;

/** Null where it was not issued here. */
export function readStreamTicket(secret: string, ticket: string): Ticketed | null {
  const [, workspaceId, tokenId, mac] = SHAPE.exec(ticket) ?? [];
  if (workspaceId === undefined || tokenId === undefined || mac === undefined) return null;
  const ticketed = { workspaceId, tokenId };
  const right = timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(secret, ticketed)));
  return right ? ticketed : null;
}

const macOf = (secret: string, { workspaceId, tokenId }: Ticketed): string =>
  workspaceHmac(secret, workspaceId, "countersign flag stream v1", "base64url")(tokenId);

const TICKETS_MAX = 1000;

/** Tickets as they are needed again and again: deriving a key takes longer than an evaluation. */
export function streamTickets(secret: string): (by: Ticketed) => string {
  const known = new Map<string, string>();
  return (by) => {
    const key = `${by.workspaceId} ${by.tokenId}`;
    const ticket = known.get(key) ?? streamTicket(secret, by);
    if (known.size >= TICKETS_MAX) known.clear();
    known.set(key, ticket);
    return ticket;
  };
}

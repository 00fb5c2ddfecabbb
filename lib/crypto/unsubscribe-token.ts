import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** What the link of a mail may do: end mail of these kinds for one person of one workspace. */
const stopping = z.strictObject({ w: z.uuid(), p: z.uuid(), k: z.array(z.string().max(40)).min(1).max(40) });
export type Stopping = {
  readonly workspaceId: string;
  readonly personId: string;
  readonly kinds: readonly string[];
};

const keyOf = (secret: string): Uint8Array =>
  new Uint8Array(hkdfSync("sha256", secret, "", "countersign links that end mail v1", 32));

const signed = (text: string, secret: string): Buffer =>
  createHmac("sha256", keyOf(secret)).update(text).digest();

/** A token that is good for nothing else: it opens no session, and a token of anything else is not one. */
export function unsubscribeToken({ workspaceId, personId, kinds }: Stopping, secret: string): string {
  const text = Buffer.from(JSON.stringify({ w: workspaceId, p: personId, k: kinds })).toString("base64url");
  return `${text}.${signed(text, secret).toString("base64url")}`;
}

/** What a token may do; null where it is not ours to the byte. */
export function readUnsubscribe(token: string, secret: string): Stopping | null {
  const [text = "", signature = "", ...rest] = token.split(".");
  const given = Buffer.from(signature, "base64url");
  const expected = signed(text, secret);
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  if (given.toString("base64url") !== signature) return null;
  const { w, p, k } = stopping.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  return { workspaceId: w, personId: p, kinds: k };
}

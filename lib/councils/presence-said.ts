import { z } from "zod";
import { IDENTITY_LEVELS, type IdentityLevel } from "#lib/access/identity-level.ts";
import { digestText, named } from "#lib/kernel/event-fields.ts";

/** How a signer proved their presence. */
export type Presence = {
  readonly method: string;
  /** How well they are known by the way they came; null for whoever came in before that was recorded. */
  readonly level: IdentityLevel | null;
  /** The account at a provider through which the proof or its session came. */
  readonly identity: string | null;
  /** The sitting in which all factors had been given before, so that one was enough; absent for a proof of its own. */
  readonly sitting?: string;
  /** With a passkey: what it signed, and the digest of its public key. */
  readonly passkey: { readonly proof: Readonly<Record<string, string>>; readonly key: string } | null;
};

/** Who was present, and how they proved it. */
export const presenceSaid = (
  { id, name }: { id: string; name: string },
  { method, level, identity, sitting, passkey }: Presence,
) => ({
  data: {
    signer: id,
    method,
    ...(level ? { level } : {}),
    ...(identity ? { identity } : {}),
    ...(sitting ? { inSitting: sitting } : {}),
    ...(passkey ? { key: passkey.key } : {}),
  },
  details: {
    signer: { name },
    // Lets the holder of a packet verify the proof without trusting this server.
    ...(passkey ? { passkey: passkey.proof } : {}),
  },
});

/** Who was present, and how they proved it. */
export const presenceFields = {
  signer: named,
  method: z.string(),
  /** How well the signer was known by the way they came. */
  level: z.enum(IDENTITY_LEVELS).exactOptional(),
  /** The signer's account at a provider, where they came through one. */
  identity: named.exactOptional(),
  /** The sitting in which its signer had given all factors before. */
  inSitting: named.exactOptional(),
  /** Digest of the passkey's public key, if a passkey signed. */
  key: digestText.exactOptional(),
};
export const presenceDetails = z.object({
  signer: z.object({ name: z.string() }),
  passkey: z.record(z.string(), z.string()).exactOptional(),
});

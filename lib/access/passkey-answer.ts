import { z } from "zod";

/** Base64url from an authenticator; a "none" attestation is a few hundred bytes. */
const text = z.string().min(1).max(8192);
const transports = z.array(z.string().max(40)).max(12);
const credential = {
  id: z.string().min(1).max(1400),
  rawId: z.string().min(1).max(1400),
  type: z.literal("public-key"),
  authenticatorAttachment: z.string().max(40).nullish(),
  clientExtensionResults: z.object({}),
};

/** A new passkey as the browser returns it (WebAuthn Level 3, RegistrationResponseJSON). */
export const newPasskey = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: text,
    attestationObject: text,
    transports: transports.optional(),
  }),
});
export type NewPasskey = z.output<typeof newPasskey>;

/** A passkey's assertion as the browser returns it (WebAuthn Level 3, AuthenticationResponseJSON). */
export const passkeyAnswer = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: text,
    authenticatorData: text,
    signature: text,
    userHandle: z.string().max(100).nullish(),
  }),
});
export type PasskeyAnswer = z.output<typeof passkeyAnswer>;

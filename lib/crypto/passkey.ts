import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type WebAuthnCredential,
} from "@simplewebauthn/server";

type Bytes = Uint8Array<ArrayBuffer>;
export type KnownPasskey = {
  readonly credentialId: string;
  readonly publicKey: Bytes;
  /** The signature counter from its latest signature. */
  readonly counter: number;
  readonly transports: readonly string[];
};

const TIMEOUT_MS = 120_000;
/** EdDSA, ES256 and RS256 by COSE number: the algorithms of passkeys. */
const ALGORITHMS = [-8, -7, -257];

/** The browser's options to create a passkey for this person. */
export function registrationOptions(
  site: URL,
  person: { id: string; email: string; name: string },
  challenge: Bytes,
  known: readonly Pick<KnownPasskey, "credentialId" | "transports">[],
) {
  return generateRegistrationOptions({
    rpName: "Countersign",
    rpID: site.hostname,
    userID: new TextEncoder().encode(person.id),
    userName: person.email,
    userDisplayName: person.name,
    challenge,
    timeout: TIMEOUT_MS,
    attestationType: "none",
    supportedAlgorithmIDs: ALGORITHMS,
    authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
    excludeCredentials: known.map(named),
  });
}

/** The browser's options to sign with one of these passkeys. */
export const assertionOptions = (
  site: URL,
  challenge: Bytes,
  known: readonly Pick<KnownPasskey, "credentialId" | "transports">[],
) =>
  generateAuthenticationOptions({
    rpID: site.hostname,
    challenge,
    timeout: TIMEOUT_MS,
    userVerification: "required",
    allowCredentials: known.map(named),
  });

/** The new passkey if a person created it here, now, for this challenge, with user verification; otherwise null. */
export async function verifiedPasskey(
  site: URL,
  answer: unknown,
  challenge: Bytes,
): Promise<KnownPasskey | null> {
  const response = answer as RegistrationResponseJSON;
  const verified = await verifyRegistrationResponse({
    ...expected(site, challenge),
    response,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => null);
  if (!verified?.verified) return null;
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential;
  return { credentialId: id, publicKey: new Uint8Array(publicKey), counter, transports };
}

/** The passkey's counter if it signed this challenge here with user verification; otherwise null. */
export async function verifiedAssertion(
  site: URL,
  answer: unknown,
  challenge: Bytes,
  { credentialId, publicKey, counter }: KnownPasskey,
): Promise<number | null> {
  const response = answer as AuthenticationResponseJSON;
  const credential: WebAuthnCredential = { id: credentialId, publicKey, counter };
  const given = { ...expected(site, challenge), response, credential };
  const verified = await verifyAuthenticationResponse(given).catch(() => null);
  return verified?.verified ? verified.authenticationInfo.newCounter : null;
}

const expected = (site: URL, challenge: Bytes) => ({
  expectedChallenge: Buffer.from(challenge).toString("base64url"),
  expectedOrigin: site.origin,
  expectedRPID: site.hostname,
  requireUserVerification: true,
});

const named = ({ credentialId: id, transports }: Pick<KnownPasskey, "credentialId" | "transports">) => ({
  id,
  transports: [...transports],
});

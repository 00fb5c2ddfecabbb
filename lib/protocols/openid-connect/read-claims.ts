import {
  AuthorizationResponseError,
  authorizationCodeGrant,
  ClientError,
  type Configuration,
  fetchUserInfo,
} from "openid-client";
import type { ProviderClaims } from "#lib/access/provider-claims.ts";
import { refuseProvider } from "#lib/access/provider-refusals.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { log } from "#lib/log.ts";
import { callbackAddress } from "./begin-visit.ts";
import { reachProvider } from "./provider.ts";
import type { Visit } from "./visit.ts";

/**
 * What the provider says of who came back: its answer's state, the code with its PKCE verifier, and the id_token's
 * signature, issuer, audience, nonce and times are checked by the certified client.
 */
export async function readClaims(
  { issuer, state, nonce, verifier }: Visit,
  query: string,
): Promise<Result<ProviderClaims, Refusal>> {
  const provider = await reachProvider();
  if (!provider) return refuseProvider("provider-down");
  if (provider.issuer !== issuer) return refuseProvider("provider-answer-refused");
  try {
    return ok(
      await exchanged(provider.client, new URL(callbackAddress() + query), { state, nonce, verifier }),
    );
  } catch (error) {
    const cancelled = error instanceof AuthorizationResponseError && error.error === "access_denied";
    if (!cancelled) log.warn({ err: error, issuer }, "the answer of a provider was refused");
    if (cancelled) return refuseProvider("provider-left");
    return isNetwork(error) ? refuseProvider("provider-down") : refuseProvider("provider-answer-refused");
  }
}

type Checks = { readonly state: string; readonly nonce: string; readonly verifier: string };

async function exchanged(client: Configuration, answer: URL, checks: Checks): Promise<ProviderClaims> {
  const tokens = await authorizationCodeGrant(client, answer, {
    expectedState: checks.state,
    expectedNonce: checks.nonce,
    pkceCodeVerifier: checks.verifier,
    idTokenExpected: true,
  });
  const { iss: issuer, sub: subject, auth_time: authTime, ...claims } = tokens.claims()!;
  // Some providers put the address into the userinfo alone.
  const { email, email_verified: verified } =
    claims["email"] === undefined && client.serverMetadata().userinfo_endpoint
      ? await fetchUserInfo(client, tokens.access_token, subject)
      : claims;
  return {
    issuer,
    subject,
    email: typeof email === "string" ? email : null,
    emailVerified: verified === true,
    authTime: typeof authTime === "number" ? authTime : null,
  };
}

/** Nothing was answered: no connection, or no answer in time. */
const isNetwork = (error: unknown): boolean =>
  (error instanceof ClientError && error.code === "OAUTH_TIMEOUT") ||
  (error instanceof TypeError && error.message === "fetch failed");

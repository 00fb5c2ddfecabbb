import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { v7 as uuidv7 } from "uuid";
import { refuseProvider } from "#lib/access/provider-refusals.ts";
import { publicUrl } from "#lib/env.ts";
import { reachProvider } from "./provider.ts";
import { type VisitPurpose, visitCookie } from "./visit.ts";

/** Where the provider sends people back to: always under the public address, whatever a request says. */
export const CALLBACK_PATH = "/api/v1/session/provider/callback";
export const callbackAddress = (): string => publicUrl().origin + CALLBACK_PATH;

/** Answers with the provider's address to go to, and gives this browser the visit by which it comes back. */
export async function beginVisit(purpose: VisitPurpose, { secret, now }: { secret: string; now: Date }) {
  const provider = await reachProvider();
  if (!provider) return refuseProvider("provider-down");
  const state = randomState();
  const nonce = randomNonce();
  const verifier = randomPKCECodeVerifier();
  const address = buildAuthorizationUrl(provider.client, {
    redirect_uri: callbackAddress(),
    response_type: "code",
    scope: "openid email",
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    // Whoever binds an account or signs in again chooses which. A proof needs the person there now.
    ...(purpose.kind === "sign-in" && !purpose.again ? {} : { prompt: "login" }),
    ...(purpose.kind === "prove" ? { max_age: "0" } : {}),
  });
  const { issuer } = provider;
  const visit = { id: uuidv7(), issuer, state, nonce, verifier, startedAt: now.getTime(), purpose };
  const answer = { address: address.href, visitId: visit.id };
  return new Response(JSON.stringify(answer), {
    headers: {
      "content-type": "application/json",
      "cache-control": "no-store",
      "set-cookie": await visitCookie(visit, secret),
    },
  });
}

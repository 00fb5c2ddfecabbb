import { createSign, generateKeyPairSync } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { CLIENT, onLoopback, settingsOf, type TestProvider } from "./provider.ts";

type Claims = Readonly<Record<string, unknown>>;

/** What a forging provider puts into its next id_token; `null` leaves a claim out. */
export type Forgery = { claims?: Claims; unsigned?: boolean; otherKey?: boolean; answerIssuer?: string };

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const otherKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

/** A provider that answers at once, with an id_token of whoever tests what is refused. */
export async function forgingProvider(): Promise<TestProvider & { forge(forgery: Forgery): void }> {
  let forgery: Forgery = {};
  let nonce: string | null = null;
  const { issuer, close } = await onLoopback((address) => (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", address);
    if (pathname === "/.well-known/openid-configuration") return json(response, metadataOf(address));
    if (pathname === "/jwks") {
      const jwk = { ...publicKey.export({ format: "jwk" }), kid: "1", use: "sig", alg: "RS256" };
      return json(response, { keys: [jwk] });
    }
    if (pathname === "/token") {
      const id_token = idToken(address, nonce, forgery);
      return json(response, { access_token: "x", token_type: "bearer", expires_in: 60, id_token });
    }
    nonce = searchParams.get("nonce");
    return backWithCode(request, response, forgery.answerIssuer ?? address);
  });
  const forge = (next: Forgery) => {
    forgery = next;
  };
  return { issuer, settings: settingsOf(issuer), close, forge };
}

const metadataOf = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ["code"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["RS256", "none"],
  authorization_response_iss_parameter_supported: true,
});

function backWithCode({ url }: IncomingMessage, response: ServerResponse, issuer: string): void {
  const { searchParams } = new URL(url ?? "/", issuer);
  const back = new URL(searchParams.get("redirect_uri") ?? "");
  back.search = String(
    new URLSearchParams({ code: "c", state: searchParams.get("state") ?? "", iss: issuer }),
  );
  response.writeHead(302, { location: back.href }).end();
}

function idToken(
  issuer: string,
  nonce: string | null,
  { claims, unsigned, otherKey: wrongKey }: Forgery,
): string {
  const now = Math.floor(Date.now() / 1000);
  const said = { iss: issuer, aud: CLIENT.id, sub: "mira", nonce, iat: now, exp: now + 60, auth_time: now };
  const email = { email: "mira.okafor@example.com", email_verified: true };
  const kept = Object.entries({ ...said, ...email, ...claims }).filter(([, value]) => value !== null);
  const header = unsigned ? { alg: "none" } : { alg: "RS256", kid: "1" };
  const text = [header, Object.fromEntries(kept)].map(encoded).join(".");
  if (unsigned) return `${text}.`;
  const key = wrongKey ? otherKey : privateKey;
  return `${text}.${createSign("sha256").update(text).sign(key, "base64url")}`;
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
}

import { generateKeyPairSync } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

export const CLIENT = { id: "countersign", secret: "a client secret of the tests" } as const;

/** The accounts at the test provider, by the name they log in with. */
export type ProviderAccounts = Readonly<Record<string, { email?: string; email_verified?: boolean }>>;

export type TestProvider = {
  readonly issuer: string;
  /** What an operator sets to sign in through it. */
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

/** A server on this machine whose handler learns its own address. */
export async function onLoopback(
  handlerAt: (issuer: string) => RequestListener,
): Promise<{ issuer: string; close: () => Promise<void> }> {
  let handle: RequestListener = (_request, response) => response.end();
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  handle = handlerAt(issuer);
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { issuer, close };
}

export const settingsOf = (issuer: string) => ({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: CLIENT.id,
  OIDC_CLIENT_SECRET: CLIENT.secret,
  OIDC_NAME: "Skyline ID",
});

/** The certified provider in this process, with its own pages to log in and to consent. */
export async function testProvider(accounts: ProviderAccounts, callback: string): Promise<TestProvider> {
  const { issuer, close } = await onLoopback((address) =>
    new Provider(address, configurationOf(accounts, callback)).callback(),
  );
  return { issuer, settings: settingsOf(issuer), close };
}

function configurationOf(accounts: ProviderAccounts, callback: string): object {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [callback] }],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" }] },
    cookies: { keys: ["a cookie key of the tests"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    features: { devInteractions: { enabled: true } },
    pkce: { required: () => true },
    ttl: {
      Interaction: 600,
      Session: 3600,
      Grant: 3600,
      AccessToken: 600,
      AuthorizationCode: 60,
      IdToken: 600,
    },
    findAccount: (_context: unknown, login: string) =>
      accounts[login] && { accountId: login, claims: () => ({ sub: login, ...accounts[login] }) },
  };
}

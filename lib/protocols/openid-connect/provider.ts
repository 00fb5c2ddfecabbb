import {
  allowInsecureRequests,
  type Configuration,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
} from "openid-client";
import { type ProviderSetting, providerSetting } from "#lib/env.ts";
import { HOUR_MS, SECOND_MS } from "#lib/kernel/time.ts";
import { log } from "#lib/log.ts";
import { askProvider } from "./ask-provider.ts";

/** What a provider says of itself is read again after this long; one that did not answer, sooner. */
const KNOWN_MS = HOUR_MS;
const UNREACHABLE_MS = 10 * SECOND_MS;
const TIMEOUT_SECONDS = 5;
const TOLERANCE_SECONDS = 30;

export type Provider = { readonly name: string; readonly issuer: string; readonly client: Configuration };

type Found = { readonly key: string; readonly until: number; readonly client: Promise<Configuration | null> };
let found: Found | undefined;

/** The provider of this installation; null where none is set, or it cannot be reached. Never throws. */
export async function reachProvider(): Promise<Provider | null> {
  const setting = providerSetting();
  if (!setting) return null;
  const key = JSON.stringify(setting);
  if (found?.key !== key || found.until < Date.now())
    found = { key, until: Date.now() + KNOWN_MS, client: discovered(setting) };
  const asked = found;
  const client = await asked.client;
  if (!client && found === asked)
    found = { ...asked, until: Math.min(asked.until, Date.now() + UNREACHABLE_MS) };
  return client && { name: setting.name, issuer: setting.issuer, client };
}

/** What the page of signing in says of the provider; null where none is set. */
export async function providerStanding(): Promise<{ name: string; reachable: boolean } | null> {
  const setting = providerSetting();
  return setting && { name: setting.name, reachable: (await reachProvider()) !== null };
}

async function discovered({
  issuer,
  clientId,
  clientSecret,
}: ProviderSetting): Promise<Configuration | null> {
  const server = new URL(issuer);
  // Signatures of an id_token are verified although it comes over TLS: they are what a proof of presence rests on.
  const execute = [
    enableNonRepudiationChecks,
    ...(server.protocol === "http:" ? [allowInsecureRequests] : []),
  ];
  const metadata = { client_secret: clientSecret, [clockTolerance]: TOLERANCE_SECONDS };
  try {
    const client = await discovery(server, clientId, metadata, undefined, {
      execute,
      timeout: TIMEOUT_SECONDS,
      [customFetch]: askProvider,
    });
    const named = client.serverMetadata().issuer;
    if (named === issuer) return client;
    log.error({ issuer, named }, "OIDC_ISSUER is not exactly what the provider calls itself");
  } catch (error) {
    log.warn({ err: error, issuer }, "the provider of identities cannot be reached");
  }
  return null;
}

import { vi } from "vitest";
import { callbackAddress } from "#lib/protocols/openid-connect/begin-visit.ts";
import { cookieFor, ORIGIN, testApi } from "#lib/testing/servers/api.ts";
import { type ProviderAccounts, type TestProvider, testProvider } from "#lib/testing/servers/provider.ts";
import { providerBrowser } from "#lib/testing/servers/provider-browser.ts";
import { proven } from "./factors.ts";
import type { Person } from "./workspace.ts";

const verified = (email: string) => ({ email, email_verified: true });

/** Accounts at the test provider: most of Mira and Lena, who are people of the workspace. */
const ACCOUNTS: ProviderAccounts = {
  mira: verified("Mira.Okafor@example.com"),
  "mira-again": verified("mira.okafor@example.com"),
  "mira-unverified": { email: "mira.okafor@example.com", email_verified: false },
  nia: verified("nia.obi@example.com"),
  lena: verified("lena.fischer@example.com"),
  thief: verified("thief@evil.example"),
};

/** The API, a provider that people sign in through, and browsers that go there. */
export async function providerWorld() {
  const api = await testApi();
  vi.stubEnv("PUBLIC_URL", ORIGIN);
  const provider = await testProvider(ACCOUNTS, callbackAddress());
  use(provider);
  const { workspace } = api.here;
  const mira = await workspace.person("Mira Okafor", ["reviewer"], ["security"]);
  const lena = await workspace.person("Lena Fischer", ["reviewer"], ["compliance"]);

  /** A browser in which this person is signed in by password, or nobody. */
  const browserOf = async (person?: Person) => {
    const browser = providerBrowser(api);
    if (person) browser.setCookie(await cookieFor(person.sessionId));
    return browser;
  };
  /** Binds the account of this name at the provider to the person; where that leads. */
  const bind = async (person: Person, login: string) => {
    const stepUpId = await proven(workspace, person);
    return said(await (await browserOf(person)).go({ login }, "/binding", { stepUpId }));
  };
  const close = async () => {
    await provider.close();
    await api.close();
  };
  return { api, provider, workspace, mira, lena, browserOf, bind, close };
}

/** Makes it the provider of this installation. */
export function use({ settings }: TestProvider): void {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
}

/** Where somebody was led, in one line. */
export const said = ({ pathname, search }: URL): string => pathname + search;

import { ORIGIN, requestFor, type TestApi } from "#lib/testing/servers/api.ts";

/** What somebody does at the provider: log in under a name, or leave. */
export type AtProvider = { readonly login: string } | { readonly leaves: true };

/** A browser without a page: keeps cookies by site, follows redirects, and fills the provider's forms. */
export function providerBrowser({ api }: Pick<TestApi, "api">) {
  const { keep, cookies, jarOf } = cookieJars();
  const send = async (url: string, form?: Record<string, string>): Promise<Response> => {
    const body = form && { method: "POST", body: new URLSearchParams(form) };
    return keep(url, await fetch(url, { redirect: "manual", headers: { cookie: cookies(url) }, ...body }));
  };
  const ours = async (method: string, path: string, json?: unknown): Promise<Response> => {
    const headers = { cookie: cookies(ORIGIN), origin: ORIGIN, "sec-fetch-site": "same-origin" };
    return keep(ORIGIN, await api.fetch(await requestFor(method, path, { json, headers })));
  };

  /** Fills the page's form: logs in and consents, or leaves. */
  async function answered(url: string, page: string, doing: AtProvider): Promise<Response> {
    if ("leaves" in doing) return send(`${url}/abort`);
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (!prompt) throw new Error(`no form at ${url}: ${page.slice(0, 500)}`);
    return send(url, prompt === "login" ? { prompt, login: doing.login, password: "any" } : { prompt });
  }

  /** From the provider's address to the address it sends the browser back to. */
  async function visit(address: string, doing: AtProvider): Promise<string> {
    let url = address;
    let response = await send(url);
    for (let steps = 0; steps < 12; steps += 1) {
      const location = response.headers.get("location");
      if (!location) {
        response = await answered(url, await response.text(), doing);
        continue;
      }
      url = new URL(location, url).href;
      if (url.startsWith(ORIGIN)) return url;
      response = await send(url);
    }
    throw new Error(`too many steps at ${url}`);
  }

  /** Comes back to us by this address; where that leads. */
  async function comeBack(address: string): Promise<URL> {
    const { pathname, search } = new URL(address);
    const response = await ours("GET", pathname + search);
    return new URL(response.headers.get("location") ?? "/none", ORIGIN);
  }

  /** Starts a visit; the provider's address. */
  async function begin(path: string, json: unknown = {}): Promise<{ address: string; visitId: string }> {
    const response = await ours("POST", `/api/v1/session/provider${path}`, json);
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return JSON.parse(text);
  }

  /** A whole visit: starts it, does this at the provider, and comes back. */
  const go = async (doing: AtProvider, path = "", json: unknown = {}): Promise<URL> =>
    comeBack(await visit((await begin(path, json)).address, doing));

  const cookie = (name: string) => jarOf(ORIGIN).get(name);
  const setCookie = (pair: string) => setIn(jarOf(ORIGIN), pair);
  return { go, begin, visit, comeBack, ours, cookie, setCookie, cookies: () => cookies(ORIGIN) };
}

/** The cookies of each site. */
function cookieJars() {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string) => {
    const { origin } = new URL(url);
    if (!jars.has(origin)) jars.set(origin, new Map());
    return jars.get(origin)!;
  };
  const keep = (url: string, response: Response) => {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === "" || /max-age=0/i.test(cookie)) jarOf(url).delete(name);
      else jarOf(url).set(name, value);
    }
    return response;
  };
  const cookies = (url: string) => [...jarOf(url)].map((pair) => pair.join("=")).join("; ");
  return { keep, cookies, jarOf };
}

function setIn(jar: Map<string, string>, pair: string): void {
  const at = pair.indexOf("=");
  jar.set(pair.slice(0, at), pair.slice(at + 1));
}

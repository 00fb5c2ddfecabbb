import { setTimeout as sleep } from "node:timers/promises";

export type Server = { readonly baseUrl: string; readonly token: string };

/** A refusal that a retry will not fix. */
class Refused extends Error {
  readonly status: number;
  constructor(status: number, path: string, body: string) {
    super(`${path} answered ${status}: ${body.slice(0, 300)}`);
    this.status = status;
  }
}

const firstWaitMs = 250;
const longestWaitMs = 8_000;
const timeoutMs = 10_000;

/**
 * POSTs JSON until it is accepted: retries after a lost connection, 429 or 5xx, after `Retry-After` where the server
 * gives one, else waiting twice as long each time. Any other refusal throws `Refused`; an abort of `signal` throws
 * its reason. `onWait` is called before each wait.
 */
export async function post(
  server: Server,
  path: string,
  body: unknown,
  signal: AbortSignal,
  onWait: (reason: string) => void,
): Promise<unknown> {
  const response = await patiently(
    path,
    () =>
      fetch(new URL(path, server.baseUrl), {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${server.token}` },
        body: JSON.stringify(body),
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      }),
    signal,
    onWait,
  );
  return response.json();
}

/** GETs bytes and the digest the server vouches for; retries like `post`. */
export async function get(
  server: Server,
  path: string,
  signal: AbortSignal,
  onWait: (reason: string) => void,
): Promise<{ content: Buffer; sha256: string | null }> {
  const response = await patiently(
    path,
    () =>
      fetch(new URL(path, server.baseUrl), {
        headers: { authorization: `Bearer ${server.token}` },
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      }),
    signal,
    onWait,
  );
  return { content: Buffer.from(await response.arrayBuffer()), sha256: digestIn(response.headers) };
}

async function patiently(
  path: string,
  ask: () => Promise<Response>,
  signal: AbortSignal,
  onWait: (reason: string) => void,
): Promise<Response> {
  for (let wait = firstWaitMs; ; wait = Math.min(longestWaitMs, wait * 2)) {
    signal.throwIfAborted();
    let pause = wait;
    try {
      const response = await ask();
      if (response.ok) return response;
      const text = await response.text();
      if (response.status !== 429 && response.status < 500) throw new Refused(response.status, path, text);
      pause = retryAfterMs(response.headers) ?? wait;
      onWait(`${path} answered ${response.status}`);
    } catch (error) {
      if (error instanceof Refused) throw error;
      signal.throwIfAborted();
      onWait(`${path} cannot be reached`);
    }
    await sleep(pause, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

/** `Retry-After` in its seconds form or as a date. */
function retryAfterMs(headers: Headers): number | null {
  const value = headers.get("retry-after");
  if (value === null) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.min(60_000, Math.max(0, ms)) : null;
}

/** RFC 9530 Content-Digest, or an entity tag that is a SHA-256 in hex. */
function digestIn(headers: Headers): string | null {
  const field = /sha-256=:([A-Za-z0-9+/=]+):/.exec(headers.get("content-digest") ?? "")?.[1];
  if (field !== undefined) return Buffer.from(field, "base64").toString("hex");
  return /^(?:W\/)?"(?:sha256[:-])?([0-9a-f]{64})"$/.exec(headers.get("etag") ?? "")?.[1] ?? null;
}

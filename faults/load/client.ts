import { setTimeout as sleep } from "node:timers/promises";
import type { History, Operation } from "./history.ts";

export type Asking = {
  readonly method?: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly body?: unknown;
  /** The operation's name in the history, and the event it promises; neither for a read. */
  readonly what?: string;
  readonly event?: string | null;
  readonly key?: string;
  readonly triesMax?: number;
};
export type Answer<T = unknown> = {
  readonly status: number;
  readonly body: T;
  readonly retryAfter: string | null;
};

const TIMEOUT_MS = 8000;
const TRIES_MAX = 60;
const PAUSE_MS = 150;

/** An HTTP client with a person's cookie or a service's token, which may use any of the servers. */
export class Client {
  readonly name: string;
  readonly #urls: readonly string[];
  readonly #headers: Readonly<Record<string, string>>;
  readonly #history: History;
  #turn = 0;

  constructor(name: string, urls: readonly string[], who: { cookie?: string; token?: string }, to: History) {
    this.name = name;
    this.#urls = urls;
    const { cookie, token } = who;
    this.#headers = cookie ? { cookie } : { authorization: `Bearer ${token}` };
    this.#history = to;
  }

  /** One attempt, whatever happens; status 0 where nobody answered. */
  async once<T>(asking: Asking): Promise<Answer<T>> {
    const { method = "POST", path, body, key } = asking;
    const url = this.#urls[this.#turn++ % this.#urls.length]!;
    const headers: Record<string, string> = { ...this.#headers, origin: url };
    if (body !== undefined) headers["content-type"] = "application/json";
    if (key) headers["idempotency-key"] = key;
    try {
      const response = await fetch(url + path, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const text = await response.text();
      const json = response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text;
      return { status: response.status, body: json as T, retryAfter: response.headers.get("retry-after") };
    } catch {
      return { status: 0, body: null as T, retryAfter: null };
    }
  }

  /**
   * Retries until there is an answer, always under the same key, and writes the history. Gives up as "unknown" after
   * too many attempts.
   */
  async act<T>(asking: Asking): Promise<Operation & { body: T }> {
    const { what = asking.path, event = null, triesMax = TRIES_MAX } = asking;
    const operation = this.#history.invoke(what, this.name, event, asking.key);
    while (operation.tries < triesMax) {
      operation.tries += 1;
      const { status, body, retryAfter } = await this.once<T>({ ...asking, key: operation.key });
      const settled = status >= 200 && status < 500 && status !== 429;
      if (settled) {
        this.#history.end(operation, status < 300 ? "ok" : "refused", status, body);
        return operation as Operation & { body: T };
      }
      this.#history.trouble(what, status, retryAfter);
      await sleep(PAUSE_MS);
    }
    this.#history.end(operation, "unknown", 0, null);
    return operation as Operation & { body: T };
  }

  /** Polls until there is an answer; throws when it is a refusal or takes too long. */
  async see<T>(path: string): Promise<T> {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const { status, body } = await this.once<T>({ method: "GET", path });
      if (status >= 200 && status < 300) return body;
      if (status >= 400 && status < 500)
        throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
      await sleep(PAUSE_MS);
    }
    throw new Error(`${path} was not answered`);
  }
}

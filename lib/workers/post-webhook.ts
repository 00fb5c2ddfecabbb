import { lookup } from "node:dns/promises";
import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from "node:http";
import { Agent as SecureAgent, request as secureRequest } from "node:https";
import { isIP } from "node:net";
import { isPrivateReceiver, isPublicAddress } from "./public-address.ts";

const POST_MS_MAX = 10_000;
const ANSWER_BYTES_MAX = 4096;
const SAID_LENGTH_MAX = 200;

export type Outgoing = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type Way = {
  /** Whether it may lead to this machine and to private networks. */
  readonly allowPrivate: boolean;
  /** All addresses of a name; by default as this machine resolves it. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  readonly msMax?: number;
};

/** What the receiver answered; null where there was no answer. `said` is a short line for whoever mends it. */
export type Posted = { readonly status: number | null; readonly said: string | null };

/**
 * Posts to an address that somebody typed in. The name is resolved once, every address of it is checked, and the
 * connection goes to one that was checked, so a name that resolves differently a moment later leads nowhere else.
 * Redirects are answers like any other, no proxy is asked, and no more is read than a short text. Never throws.
 */
export async function postWebhook(outgoing: Outgoing, way: Way): Promise<Posted> {
  const signal = AbortSignal.timeout(way.msMax ?? POST_MS_MAX);
  try {
    const url = new URL(outgoing.url);
    if (url.protocol !== "https:" && !(way.allowPrivate && url.protocol === "http:"))
      throw new Error("only https is allowed");
    return await exchange({ ...outgoing, url, address: await checkedAddress(url, way, signal) }, signal);
  } catch (error) {
    return { status: null, said: whyAway(error) };
  }
}

/** The address to connect to. One address that is not public refuses the whole name. */
async function checkedAddress(
  url: URL,
  { allowPrivate, resolve = resolved }: Way,
  signal: AbortSignal,
): Promise<string> {
  const host = hostOf(url);
  const addresses = isIP(host) ? [host] : await Promise.race([resolve(host), aborted(signal)]);
  const [first] = addresses;
  if (first === undefined) throw new Error("its name has no address");
  const allowed = allowPrivate ? isPrivateReceiver : isPublicAddress;
  const barred = addresses.find((one) => !allowed(one));
  if (barred !== undefined)
    throw new Error(
      `its name leads to ${barred}, which ${allowPrivate ? "no receiver has" : "is not public"}`,
    );
  return first;
}

const resolved = async (host: string): Promise<string[]> =>
  (await lookup(host, { all: true })).map(({ address }) => address);

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "");

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));

type Exchange = Omit<Outgoing, "url"> & { readonly url: URL; readonly address: string };

function exchange({ url, address, headers, body }: Exchange, signal: AbortSignal): Promise<Posted> {
  const secure = url.protocol === "https:";
  const name = hostOf(url);
  const options = {
    host: address,
    port: url.port || (secure ? 443 : 80),
    path: `${url.pathname}${url.search}`,
    method: "POST",
    headers: { ...headers, host: url.host, "content-length": Buffer.byteLength(body) },
    signal,
  };
  return new Promise((answered, failed) => {
    // An agent of its own: it keeps no connection and knows no proxy.
    const asking = secure
      ? secureRequest({
          ...options,
          agent: new SecureAgent(),
          // The certificate is checked against the name, not against the address that is connected to.
          servername: isIP(name) ? "" : name,
          rejectUnauthorized: true,
        })
      : plainRequest({ ...options, agent: new PlainAgent() });
    asking.on("error", failed);
    asking.on("response", (answer) => {
      // It answered: the end of the time only cuts off what it says.
      asking.off("error", failed).on("error", () => {});
      void readAnswer(answer).then(answered, failed);
    });
    asking.end(body);
  });
}

/** A success is its status alone; of anything else the beginning of what it says. */
async function readAnswer(answer: IncomingMessage): Promise<Posted> {
  const status = answer.statusCode ?? 0;
  if (status >= 200 && status < 300) {
    answer.on("error", () => {});
    answer.destroy();
    return { status, said: null };
  }
  return { status, said: await beginningOf(answer) };
}

async function beginningOf(answer: IncomingMessage): Promise<string | null> {
  let text = "";
  try {
    for await (const chunk of answer) {
      text += String(chunk);
      if (text.length >= ANSWER_BYTES_MAX) break;
    }
  } catch {
    // It answered; what it still wanted to say does not matter.
  }
  answer.destroy();
  return lineOf(text) || null;
}

function whyAway(error: unknown): string {
  if (!(error instanceof Error)) return "cannot be reached";
  if (error.name === "TimeoutError" || error.name === "AbortError") return "did not answer in time";
  return (
    lineOf("code" in error ? `${String(error.code)}: ${error.message}` : error.message) || "cannot be reached"
  );
}

const lineOf = (text: string): string =>
  text
    .replaceAll(/[^\x20-\x7e]+/g, " ")
    .trim()
    .slice(0, SAID_LENGTH_MAX);

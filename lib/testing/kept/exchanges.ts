import { openSession } from "#lib/access/commands/open-session.ts";
import { publicUrl } from "#lib/env.ts";
import { DAY_MS } from "#lib/kernel/time.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { cookieFor } from "#lib/testing/servers/api.ts";
import { type ApiServer, apiServer } from "#lib/testing/servers/api-server.ts";
import { knownByMail } from "./known-by-mail.ts";
import { upgradedInstallation } from "./restore.ts";

/** A request as a client of that day sends it. `{{name}}` stands for a value of an earlier answer. */
export type Asked = {
  /** A person by their first name, `token`, or nobody. */
  readonly as: string | null;
  readonly method: string;
  readonly path: string;
  readonly json?: unknown;
  /** A body that is not JSON. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Places in the answer, by the name they are used under later. */
  readonly keep?: Readonly<Record<string, string>>;
};

export type Answered = {
  readonly status: number;
  readonly type: string | null;
  /** The answer's JSON; null for other answers. */
  readonly json?: unknown;
};

export type Exchange = { readonly asked: Asked; readonly answered: Answered };

/** Sends the requests to the installation of that day, upgraded and served over HTTP, one after the other. */
export async function playRequests(day: string, requests: readonly Asked[]): Promise<Exchange[]> {
  const old = await upgradedInstallation(day);
  // Nobody signs on the day on which they got a new way in.
  old.here.clock.now = new Date(Date.now() - 2 * DAY_MS);
  await knownByMail(old.here, Object.values(old.people));
  await old.log.seal();
  // Sessions and tokens of that day have expired by now.
  old.here.clock.now = new Date();
  await withClient(old.database.ownerUrl, (client) =>
    client.query("UPDATE service_token SET expires_at = now() + interval '1 day'"),
  );
  const server = await apiServer(old.here.db, old.database.appUrl);
  const sent = credentials(old);
  const known = new Map<string, unknown>();
  try {
    const played: Exchange[] = [];
    for (const asked of requests) {
      const answered = await answerOf(server, filledIn(asked, known), await sent(asked.as));
      for (const [name, value] of kept({ asked, answered })) known.set(name, value);
      played.push({ asked, answered });
    }
    return played;
  } finally {
    await server.close();
    await old.close();
  }
}

type Old = Awaited<ReturnType<typeof upgradedInstallation>>;

/** The headers that identify the caller; a person keeps the session they opened. */
function credentials({ here, meta }: Old) {
  const sessions = new Map<string, Promise<{ sessionId: string }>>();
  const open = async (personId: string): Promise<{ sessionId: string }> =>
    here.make(openSession, { personId, address: "192.0.2.9", userAgent: "test" }, here.system);
  return async (as: string | null): Promise<Record<string, string>> => {
    if (as === null) return {};
    if (as === "token") return { authorization: `Bearer ${meta.token}` };
    const session = sessions.get(as) ?? open(meta.people[as]!.id);
    sessions.set(as, session);
    const { sessionId } = await session;
    return { cookie: await cookieFor(sessionId, "s".repeat(32)), origin: publicUrl().origin };
  };
}

async function answerOf(server: ApiServer, asked: Asked, sent: Record<string, string>): Promise<Answered> {
  const body = asked.json === undefined ? asked.text : JSON.stringify(asked.json);
  const type = asked.json === undefined ? {} : { "content-type": "application/json" };
  const response = await fetch(server.baseUrl + asked.path, {
    method: asked.method,
    headers: { ...type, ...sent, ...asked.headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const answerType = response.headers.get("content-type");
  const isJson = text !== "" && /json/.test(answerType ?? "");
  return { status: response.status, type: answerType, ...(isJson ? { json: JSON.parse(text) } : {}) };
}

function filledIn(asked: Asked, known: ReadonlyMap<string, unknown>): Asked {
  const text = JSON.stringify(asked).replace(/"?\{\{(\w+)(?::(\w+))?\}\}"?/g, (found, name, form) => {
    const value = name === "now" ? new Date().toISOString() : known.get(name);
    if (form === "number") return String(value);
    return found.replace(/\{\{.*\}\}/, String(value));
  });
  return JSON.parse(text) as Asked;
}

function kept({ asked, answered }: Exchange): [string, unknown][] {
  return Object.entries(asked.keep ?? {}).map(([name, place]) => {
    const value = valueAt(answered.json, place);
    if (value === undefined)
      throw new Error(`${asked.path} has no ${place}: ${answered.status} ${JSON.stringify(answered.json)}`);
    return [name, value];
  });
}

/** The value at a place like `seats.0.id`. */
const valueAt = (json: unknown, place: string): unknown =>
  place.split(".").reduce((value: unknown, key) => (value as Record<string, unknown>)?.[key], json);

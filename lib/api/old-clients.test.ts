import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openApi } from "#lib/api/openapi/document.ts";
import { isOfPeople } from "#lib/api/openapi/operation.ts";
import { brokenPromises, type Described } from "#lib/testing/kept/api-promises.ts";
import { type Exchange, playRequests } from "#lib/testing/kept/exchanges.ts";
import { KEPT_DAYS, keptAt } from "#lib/testing/kept/fixture.ts";
import { lostShape } from "#lib/testing/kept/shape.ts";
import { table } from "./table.ts";

const read = <T>(path: string): T => JSON.parse(readFileSync(path, "utf8")) as T;

const OF_PEOPLE = new Set(
  table.filter(({ who }) => isOfPeople(who)).map(({ method, path }) => `${method} ${path}`),
);

/** Promises that were already broken when made. */
const KNOWN_BREACHES = [
  {
    promise: /refuses "[^"]+[+-](?:1[4-9]|2\d):\d\d"$/,
    because: "No offset from UTC is beyond 14:00; the database refused it, and the answer was 500.",
  },
  {
    promise: /^GET \/api\/health\b/,
    because: "The reasons told strangers what ails the server; `health:read` still gets them.",
  },
  {
    promise: /^POST \/api\/v1\/people body\.password is no longer taken$/,
    because: "Whoever invited somebody chose their first password and could sign in as them.",
  },
  {
    promise: /^GET \/api\/v1\/people 200\.items\[\]\.joinedAt may be null now$/,
    because: "Whoever was invited has not joined until they set their own password.",
  },
];

/** No token was ever given the permission of what people alone do: the answer was 403 whatever the description said. */
const isClosedToTokensEver = (broken: string): boolean =>
  OF_PEOPLE.has(/^(.+) no longer admits (?:token|basic)$/.exec(broken)?.[1] ?? "");

const unexpected = (broken: string): boolean =>
  !KNOWN_BREACHES.some(({ promise }) => promise.test(broken)) && !isClosedToTokensEver(broken);

describe.each(KEPT_DAYS)("a client written on %s", (day) => {
  it("finds every promise of the API's description kept", () => {
    const then = read<Described>(keptAt(day).openApi);
    expect(Object.keys(then.paths).length).toBeGreaterThan(50);
    const broken = brokenPromises(then, openApi("now", table) as unknown as Described);
    expect(broken.filter(unexpected)).toEqual([]);
  });

  it("gets the same answers as then, request by request", async () => {
    const recorded = read<Exchange[]>(keptAt(day).exchanges);
    const played = await playRequests(
      day,
      recorded.map(({ asked }) => asked),
    );
    expect(recorded.length).toBeGreaterThan(60);
    const unlike = recorded.flatMap(({ asked, answered: then }, i) => {
      const now = played[i]!.answered;
      const place = `${asked.method} ${asked.path}`;
      if (now.status !== then.status) return [`${place}: ${now.status} ${JSON.stringify(now.json)}`];
      if (now.type !== then.type) return [`${place}: ${now.type}`];
      const code = (answer: unknown) => (answer as { code?: string } | undefined)?.code;
      if (code(now.json) !== code(then.json)) return [`${place}: ${code(now.json)}`];
      return lostShape(then.json, now.json).map((lost) => `${place}: ${lost}`);
    });
    expect(unlike.filter(unexpected)).toEqual([]);
  });
});

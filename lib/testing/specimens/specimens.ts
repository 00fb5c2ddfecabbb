import { randomUUID } from "node:crypto";
import { pathParameters } from "#lib/api/path.ts";
import { routes } from "#lib/api/table.ts";
import type { Furnished } from "#lib/testing/worlds/furnished.ts";
import { oneCouncil, testCase, testPlan } from "#lib/testing/worlds/releases.ts";
import { PASSWORD } from "#lib/testing/worlds/workspace.ts";
import { digestOf } from "./registry.ts";

type Row = (typeof routes)[number];
type KeyOf<R> = R extends Row ? `${R["method"]} ${R["path"]}` : never;
export type RouteKey = KeyOf<Row>;

export type Specimen = {
  readonly path: Readonly<Record<string, string | number>>;
  /** The body, or the query string of a GET. */
  readonly rest?: Readonly<Record<string, unknown>>;
};

type WriteKey = Exclude<RouteKey, `GET ${string}`>;

/**
 * One well-formed request to every address, about what is in this workspace. A change without its content here does
 * not compile; what is only looked at is found by the names of its path parameters.
 */
export function specimens(of: Furnished): Readonly<Record<RouteKey, Specimen>> {
  const written = changes(of);
  const looked = looks(of);
  const found = routes.map(({ method, path }) => {
    const key = `${method} ${path}` as RouteKey;
    const known = written[key as WriteKey] ?? looked[key];
    return [key, { path: known?.path ?? placesOf(of, path), ...(known?.rest ? { rest: known.rest } : {}) }];
  });
  return Object.fromEntries(found) as Record<RouteKey, Specimen>;
}

function placesOf(of: Furnished, path: string): Specimen["path"] {
  const { model, inReview, rollout, event, guest, spareTokenId, verdictId, incident } = of;
  const known: Specimen["path"] = {
    ...{ model, version: 1, release: inReview, rollout, event, incident },
    ...{ personId: guest.id, sessionId: guest.sessionId, tokenId: spareTokenId, verdict: verdictId },
    ...{ factorId: of.factorId, proposalId: of.proposalId },
  };
  return Object.fromEntries(
    pathParameters(path).map((name) => {
      if (known[name] === undefined)
        throw new Error(`say in lib/testing/specimens/specimens.ts what {${name}} of ${path} is`);
      return [name, known[name]];
    }),
  );
}

/** Where `path` is not said, it is what the names of the parameters say. */
type Content = Partial<Specimen>;

const looks = ({ model }: Furnished): Partial<Record<RouteKey, Content>> => ({
  "GET /people": { rest: { q: "a", limit: 5 } },
  "GET /audit/events": { rest: { action: "model.created", limit: 5 } },
  "GET /audit/consistency": { rest: { from: 1 } },
  "GET /models": { rest: { q: "model" } },
  "GET /release-preview": { rest: { model, version: 3, pointer: "production" } },
});

function changes(of: Furnished): Record<WriteKey, Content> {
  const { model, versions, released, draft, everyone } = of;
  const tag = randomUUID().slice(0, 8);
  const reason = "A test.";
  return {
    "POST /people": {
      rest: {
        email: `${tag}@example.com`,
        name: `New ${of.prefix}`,
        password: PASSWORD,
        roles: ["viewer"],
        functions: [],
      },
    },
    "PUT /people/{personId}/assignment": {
      rest: { roles: ["viewer"], functions: ["product"] },
    },
    "POST /people/{personId}/disable": { rest: { reason } },
    "POST /people/{personId}/sessions/end": { rest: {} },
    "POST /sessions/{sessionId}/end": { rest: {} },
    "POST /factors": {
      rest: { stepUpId: randomUUID(), challengeId: randomUUID(), name: "Phone", code: "000000" },
    },
    "PUT /factors/{factorId}": { rest: { stepUpId: randomUUID(), name: "Old phone" } },
    "POST /factors/{factorId}/remove": { rest: { stepUpId: randomUUID() } },
    "POST /factors/recovery-codes": { rest: { stepUpId: randomUUID() } },
    "POST /people/{personId}/factors/reset": { rest: { stepUpId: randomUUID(), reason } },
    "PUT /factor-rule": { rest: { stepUpId: randomUUID(), rule: "required" } },
    "POST /tokens": { rest: { name: "another", scopes: ["registry:read"], expiresInDays: 1 } },
    "POST /tokens/{tokenId}/revoke": { rest: {} },
    "POST /policies": { rest: oneCouncil({ function: "security", min: 2 }) },
    "POST /policies/proposals": {
      rest: { basedOn: 1, policy: oneCouncil({ function: "security", min: 2 }), reason },
    },
    "POST /policies/proposals/{proposalId}/signatures": {
      rest: { digest: digestOf("anything"), seat: "security", decision: "approve", stepUpId: randomUUID() },
    },
    "POST /policies/proposals/{proposalId}/withdraw": { rest: { reason } },
    "POST /models": {
      rest: {
        name: `${of.prefix}-${tag}`,
        title: "Another",
        purpose: "Says something.",
        intendedUse: "On the day.",
        riskTier: "low",
        ownerId: everyone.id,
      },
    },
    "POST /models/{model}/pointers": { rest: { name: `place-${tag}` } },
    "POST /models/{model}/versions": {
      rest: {
        manifest: [
          { path: "other.json", digest: digestOf(`${of.prefix} one`), size: `${of.prefix} one`.length },
        ],
        codeCommit: "3be91c0",
        datasets: [{ name: "january", digest: digestOf("january"), rows: 7 }],
        schema: [{ name: "distance", type: "integer", role: "input", description: "Distance flown" }],
        influence: [{ feature: "hour", share: 0.4 }],
        parent: 1,
        description: "The same under another name.",
        card: "# Card",
      },
    },
    "POST /models/{model}/versions/{version}/cards": {
      rest: { basedOn: 1, markdown: "# Card, revised" },
    },
    "POST /models/{model}/versions/{version}/evaluations": {
      rest: {
        subjectDigest: versions[0]!.digest,
        pipeline: "weekly",
        dataset: { name: "march", digest: digestOf("march") },
        codeCommit: "feed00d",
        content: {
          rows: 7,
          metrics: [
            { metric: "auc", better: "higher", value: 0.7, lower: null, upper: null, method: "DeLong" },
          ],
          slices: [
            {
              slice: { hour: "night" },
              n: 7,
              metrics: [
                { metric: "auc", better: "higher", value: 0.6, lower: null, upper: null, method: "DeLong" },
              ],
            },
          ],
          calibration: [],
          comparisons: [],
        },
      },
    },
    "POST /releases": {
      rest: { model, version: 3, pointer: "production", case: testCase, plan: testPlan },
    },
    "PUT /releases/{release}": {
      path: { release: draft },
      rest: { round: 1, case: { ...testCase, what: "Something else." }, plan: testPlan },
    },
    "POST /releases/{release}/submit": { path: { release: draft }, rest: {} },
    "POST /releases/{release}/verdicts": {
      rest: {
        round: 1,
        subjectDigest: digestOf("anything"),
        seat: "security",
        decision: "approve",
        comment: "Looks right.",
        stepUpId: randomUUID(),
      },
    },
    "POST /releases/{release}/withdraw": { path: { release: draft }, rest: { reason } },
    "POST /releases/{release}/rollout": { path: { release: released[1]! }, rest: {} },
    "POST /rollouts/{rollout}/pause": { rest: { reason } },
    "POST /rollouts/{rollout}/resume": { rest: { reason } },
    "POST /rollouts/{rollout}/halt": { rest: { reason } },
    "POST /rollouts/{rollout}/roll-back": { rest: { reason } },
  };
}

/** `POST /models/{model}` with its parameters filled in, below /api/v1. */
export const addressOf = (key: string, { path }: Pick<Specimen, "path">): string =>
  `/api/v1${key.slice(key.indexOf(" ") + 1)}`.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(path[name])),
  );

/** Sends a specimen's own content: as JSON, or as the query string of a GET. */
export function contentOf(key: string, { rest }: Specimen): { query: string; json?: unknown } {
  if (!key.startsWith("GET ")) return { query: "", json: rest };
  const text = new URLSearchParams(
    Object.entries(rest ?? {}).map(([name, value]) => [name, String(value)]),
  ).toString();
  return { query: text ? `?${text}` : "" };
}

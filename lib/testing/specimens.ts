import { randomUUID } from "node:crypto";
import type { routes } from "#lib/api/table.ts";
import type { Furnished } from "./furnished.ts";
import { digestOf } from "./registry.ts";
import { testCase, testPlan } from "./releases.ts";
import { PASSWORD } from "./workspace.ts";

type Row = (typeof routes)[number];
type KeyOf<R> = R extends Row ? `${R["method"]} ${R["path"]}` : never;
export type RouteKey = KeyOf<Row>;

export type Specimen = {
  readonly path: Readonly<Record<string, string | number>>;
  /** The body, or the query string of a GET. */
  readonly rest?: Readonly<Record<string, unknown>>;
};

/**
 * One well-formed request to every address, about what is in this workspace. A row of the route table without one does
 * not compile.
 */
export function specimens(of: Furnished): Readonly<Record<RouteKey, Specimen>> {
  const { model, versions, released, inReview, draft, rollout, event, spareTokenId, guest, everyone } = of;
  const tag = randomUUID().slice(0, 8);
  const version = { model, version: 1 };
  const reason = "A test.";
  return {
    "GET /people": { path: {}, rest: { q: "a", limit: 5 } },
    "POST /people": {
      path: {},
      rest: {
        email: `${tag}@example.com`,
        name: `New ${of.prefix}`,
        password: PASSWORD,
        roles: ["viewer"],
        functions: [],
      },
    },
    "PUT /people/{personId}/assignment": {
      path: { personId: guest.id },
      rest: { roles: ["viewer"], functions: ["product"] },
    },
    "POST /people/{personId}/disable": { path: { personId: guest.id }, rest: { reason } },
    "GET /tokens": { path: {}, rest: { limit: 5 } },
    "POST /tokens": { path: {}, rest: { name: "another", scopes: ["registry:read"], expiresInDays: 1 } },
    "POST /tokens/{tokenId}/revoke": { path: { tokenId: spareTokenId }, rest: {} },
    "POST /policies": {
      path: {},
      rest: {
        title: "Another",
        routes: [
          {
            tiers: ["low", "limited", "high", "critical"],
            council: "All",
            seats: [{ function: "security", min: 1 }],
            reviewDays: 3,
            validDays: 14,
          },
        ],
      },
    },
    "GET /audit/events": { path: {}, rest: { action: "model.created", limit: 5 } },
    "GET /audit/events/{event}": { path: { event } },
    "GET /audit/events/{event}/receipt": { path: { event } },
    "GET /audit/log": { path: {} },
    "GET /audit/checkpoint": { path: {} },
    "GET /audit/consistency": { path: {}, rest: { from: 1 } },
    "GET /models": { path: {}, rest: { q: "model" } },
    "POST /models": {
      path: {},
      rest: {
        name: `${of.prefix}-${tag}`,
        title: "Another",
        purpose: "Says something.",
        intendedUse: "On the day.",
        riskTier: "low",
        ownerId: everyone.id,
      },
    },
    "GET /models/{model}": { path: { model } },
    "POST /models/{model}/pointers": { path: { model }, rest: { name: `place-${tag}` } },
    "POST /models/{model}/versions": {
      path: { model },
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
    "GET /models/{model}/versions/{version}": { path: version },
    "POST /models/{model}/versions/{version}/cards": {
      path: version,
      rest: { basedOn: 1, markdown: "# Card, revised" },
    },
    "POST /models/{model}/versions/{version}/evaluations": {
      path: version,
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
    "GET /releases": { path: {}, rest: { limit: 5 } },
    "POST /releases": {
      path: {},
      rest: { model, version: 3, pointer: "production", case: testCase, plan: testPlan },
    },
    "GET /releases/{release}": { path: { release: inReview } },
    "GET /release-preview": { path: {}, rest: { model, version: 3, pointer: "production" } },
    "GET /releases/{release}/edit-preview": { path: { release: inReview } },
    "GET /releases/{release}/gate": { path: { release: inReview } },
    "PUT /releases/{release}": {
      path: { release: draft },
      rest: { round: 1, case: { ...testCase, what: "Something else." }, plan: testPlan },
    },
    "POST /releases/{release}/submit": { path: { release: draft }, rest: {} },
    "POST /releases/{release}/verdicts": {
      path: { release: inReview },
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
    "GET /rollouts": { path: {}, rest: { limit: 5 } },
    "POST /releases/{release}/rollout": { path: { release: released[1]! }, rest: {} },
    "GET /rollouts/{rollout}": { path: { rollout } },
    "POST /rollouts/{rollout}/pause": { path: { rollout }, rest: { reason } },
    "POST /rollouts/{rollout}/resume": { path: { rollout }, rest: { reason } },
    "POST /rollouts/{rollout}/halt": { path: { rollout }, rest: { reason } },
    "POST /rollouts/{rollout}/roll-back": { path: { rollout }, rest: { reason } },
    "GET /gate-verdicts/{verdict}": { path: { verdict: of.verdictId } },
    "GET /incidents/{incident}": { path: { incident: of.incident } },
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

import { pathParameters } from "#lib/api/contract/path.ts";
import { routes } from "#lib/api/table.ts";
import { flagKey } from "#lib/exposure/flag-key.ts";
import type { Furnished } from "#lib/testing/worlds/furnished.ts";
import { accessRequests } from "./requests/access.ts";
import { councilRequests } from "./requests/councils.ts";
import { discussionRequests } from "./requests/discussion.ts";
import { envelopeRequests } from "./requests/envelopes.ts";
import { policyRequests } from "./requests/policy.ts";
import { registryRequests } from "./requests/registry.ts";
import { releasesRequests } from "./requests/releases.ts";
import type { Content, RouteKey, Specimen, WriteKey } from "./requests/request.ts";
import { reviewRequests } from "./requests/reviews.ts";
import { rolloutsRequests } from "./requests/rollouts.ts";
import { sittingRequests } from "./requests/sittings.ts";
import { tellingRequests } from "./requests/telling.ts";
import { waiverRequests } from "./requests/waivers.ts";

/**
 * One well-formed request to every address, about what is in this workspace. A mutation without its content here does
 * not compile; reads are found by the names of their path parameters.
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
    model,
    version: 1,
    pointer: "production",
    release: inReview,
    rollout,
    event,
    incident,
    personId: guest.id,
    sessionId: guest.sessionId,
    tokenId: spareTokenId,
    verdict: verdictId,
    factorId: of.factorId,
    identityId: of.identityId,
    proposalId: of.proposalId,
    assessmentId: of.assessmentId,
    waiver: of.waiver,
    councilId: of.council,
    sittingId: of.sitting,
    item: of.sittingItem,
    envelope: of.envelope,
    review: of.review,
    freeze: of.freeze,
    loosening: of.loosening,
    stop: of.stop,
    webhookId: of.webhookId,
    messageId: of.messageId,
  };
  return Object.fromEntries(
    pathParameters(path).map((name) => {
      if (known[name] === undefined)
        throw new Error(`add {${name}} of ${path} to lib/testing/specimens/specimens.ts`);
      return [name, known[name]];
    }),
  );
}

const looks = ({ model, deployment }: Furnished): Partial<Record<RouteKey, Content>> => ({
  "GET /people": { rest: { q: "a", limit: 5 } },
  "GET /audit/events": { rest: { action: "model.created", limit: 5 } },
  "GET /audit/consistency": { rest: { from: 1 } },
  "GET /gate/{pointer}/receipts/{deployment}": {
    path: { pointer: flagKey(model, "production"), deployment },
  },
  "GET /models": { rest: { q: "model" } },
  "GET /search": { rest: { q: model } },
  "GET /models/{model}/versions/{version}/file-changes": { rest: { against: 2 } },
  "GET /release-preview": { rest: { model, version: 3, pointer: "production" } },
});

const changes = (of: Furnished): Record<WriteKey, Content> => ({
  ...accessRequests(of),
  ...policyRequests(of),
  ...councilRequests(of),
  ...registryRequests(of),
  ...releasesRequests(of),
  ...discussionRequests(of),
  ...rolloutsRequests(of),
  ...tellingRequests(),
  ...waiverRequests(of),
  ...sittingRequests(of),
  ...envelopeRequests(of),
  ...reviewRequests(of),
});

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

import { TOKEN_SCOPES } from "#lib/access/permission.ts";

export type TokenScope = (typeof TOKEN_SCOPES)[number];

type ScopeChoice = { scope: TokenScope; allows: string };

const allows: Readonly<Record<TokenScope, string>> = {
  "registry:read": "Read models, versions, cards and reports, and download artifacts.",
  "release:read": "Read releases and where their sign-off stands.",
  "rollout:read": "Read rollouts and their evidence.",
  "audit:read": "Read and search the audit trail.",
  "packet:export": "Export evidence packets.",
  "model:create": "Add models.",
  "artifact:store": "Upload artifacts.",
  "version:register": "Register versions.",
  "card:revise": "Revise model cards.",
  "evaluation:report": "File evaluation reports.",
  "deployment:allow": "Ask, as a pipeline, whether an artifact may be deployed. Each yes is recorded.",
  "telemetry:ingest": "Send predictions, outcomes and metrics.",
  "assignment:evaluate": "Ask which version serves a request.",
  "assignment:export": "Export who was served what, by hashes of subjects.",
  "health:read": "Read why the server is not ready.",
};

/** What a token may do, in the order of the permissions; never signing, people or policies. */
export const scopeChoices: readonly ScopeChoice[] = TOKEN_SCOPES.map((scope) => ({
  scope,
  allows: allows[scope],
}));

import { TOKEN_SCOPES } from "#lib/access/permission.ts";
import type { ScopeChoice } from "./new-token-dialog.tsx";

const allows: Readonly<Record<(typeof TOKEN_SCOPES)[number], string>> = {
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
  "telemetry:ingest": "Send predictions, outcomes and metrics.",
  "assignment:evaluate": "Ask which version answers a request.",
};

/** What a token may be allowed, in the order of the permissions. Signing, people and policies are never among it. */
export const scopeChoices: readonly ScopeChoice[] = TOKEN_SCOPES.map((scope) => ({
  scope,
  allows: allows[scope],
}));

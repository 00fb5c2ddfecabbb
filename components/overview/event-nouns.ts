import type { EventNoun } from "#lib/overview/events.ts";

/** The nouns the audit trail can be filtered by: a new noun without its label does not compile. */
const LABELS: Readonly<Record<EventNoun, string>> = {
  release: "Releases",
  verdict: "Verdicts",
  objection: "Objections",
  deployment: "Allowed deployments",
  rollout: "Rollouts",
  pointer: "Pointers",
  outcome: "Corrected outcomes",
  incident: "Incidents",
  version: "Versions",
  evaluation: "Evaluations",
  card: "Cards",
  model: "Models",
  assessment: "Tier assessments",
  artifact: "Artifacts",
  policy: "Policies",
  person: "People",
  function: "Functions",
  signing: "Consents to signing",
  token: "Tokens",
  session: "Sessions",
  sessions: "Sessions ended together",
  password: "Passwords",
  link: "Links to join or reset",
  notice: "Notices by mail",
  factor: "Second factors",
  "factor-rule": "Second-factor rule",
  recovery: "Recovery codes",
  identity: "Sign-in accounts",
  denial: "Refused requests",
  audit: "Audit trail reads",
  log: "The log itself",
};

export const EVENT_NOUNS = Object.entries(LABELS).map(([value, label]) => ({ value, label }));

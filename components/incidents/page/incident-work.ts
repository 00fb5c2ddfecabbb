import type { Submit } from "#components/ui/answer.ts";
import type { WhyNot } from "#components/ui/why-not.tsx";
import type { LearningChange, LearningOutcome } from "#lib/incidents/learning.ts";
import type { Severity } from "#lib/incidents/severity.ts";

/** What a person does to an incident, each with its way to the server. */
export type IncidentWork = {
  readonly note: Submit<string, unknown>;
  readonly explain: Submit<string, unknown>;
  readonly close: Submit<{ cause: number; conclusion: string }, unknown>;
  readonly assess: Submit<{ severity: Severity; lead: string; reason: string }, unknown>;
  readonly tick: Submit<{ step: number; done: boolean }, unknown>;
  readonly learn: Submit<{ text: string; changes: LearningChange; owner: string }, unknown>;
  readonly settle: Submit<{ learning: number; outcome: LearningOutcome; reason: string }, unknown>;
};

/** Why the reader may not do it; null where they may. Who settles a learning differs by learning. */
export type NotNow = { readonly [Act in Exclude<keyof IncidentWork, "settle">]: WhyNot | null };

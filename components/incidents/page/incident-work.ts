import type { Submit } from "#components/ui/answer.ts";
import type { WhyNot } from "#components/ui/why-not.tsx";

/** What a person does to an incident, each with its way to the server. */
export type IncidentWork = {
  readonly note: Submit<string, unknown>;
  readonly explain: Submit<string, unknown>;
  readonly close: Submit<{ cause: number; conclusion: string }, unknown>;
};

/** Why the reader may not do it; null where they may. */
export type NotNow = { readonly [Act in keyof IncidentWork]: WhyNot | null };

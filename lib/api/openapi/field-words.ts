import { accessWords } from "./words/access.ts";
import { anySubjectWords } from "./words/any-subject.ts";
import { auditWords } from "./words/audit.ts";
import { councilWords } from "./words/councils.ts";
import { discussionWords } from "./words/discussion.ts";
import { envelopeWords } from "./words/envelopes.ts";
import { incidentWords } from "./words/incidents.ts";
import { outcomeWords } from "./words/outcomes.ts";
import { registryWords } from "./words/registry.ts";
import { reviewWords } from "./words/reviews.ts";
import { rolloutWords } from "./words/rollout.ts";
import { sealedWords } from "./words/sealed.ts";
import { signOffWords } from "./words/sign-off.ts";
import { sittingWords } from "./words/sittings.ts";
import { tellingWords } from "./words/telling.ts";
import { templateWords } from "./words/templates.ts";
import { waiverWords } from "./words/waivers.ts";
import { webhookWords } from "./words/webhooks.ts";

export type Json = Record<string, unknown>;

/** What a field means, by its name; by `outer.name` where it means something else inside another. */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  ...anySubjectWords,
  ...registryWords,
  ...discussionWords,
  ...signOffWords,
  ...rolloutWords,
  ...outcomeWords,
  ...accessWords,
  ...auditWords,
  ...incidentWords,
  ...sealedWords,
  ...templateWords,
  ...waiverWords,
  ...sittingWords,
  ...councilWords,
  ...tellingWords,
  ...envelopeWords,
  ...reviewWords,
  ...webhookWords,
};

/** The words of a field in another, or of a whole input where `outer` is undefined. */
export const wordsOf = (name: string, outer?: string): string | undefined =>
  FIELD_WORDS[`${outer}.${name}`] ?? FIELD_WORDS[name];

const SEVERAL = ["anyOf", "oneOf", "allOf"] as const;

/** The schema with an explanation at every field that brings none. */
export function explained(schema: Json, outer?: string): Json {
  const inner = (one: unknown, name = outer): unknown => (isSchema(one) ? explained(one, name) : one);
  const result: Json = { ...schema };
  if (isSchema(schema["properties"]))
    result["properties"] = Object.fromEntries(
      Object.entries(schema["properties"]).map(([name, field]) => [
        name,
        { ...describedAs(wordsOf(name, outer)), ...(inner(field, name) as Json) },
      ]),
    );
  for (const key of ["items", "additionalProperties"]) if (key in schema) result[key] = inner(schema[key]);
  for (const key of SEVERAL)
    if (Array.isArray(schema[key])) result[key] = schema[key].map((one: unknown) => inner(one));
  return result;
}

const describedAs = (words: string | undefined): Json => (words ? { description: words } : {});

const isSchema = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

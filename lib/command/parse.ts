import type { z } from "zod";
import { issueWords } from "#lib/kernel/issue-words.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

const ISSUES_MAX = 20;

/** Checks input against its schema; a refusal names the wrong fields (at most the first twenty). */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): Result<z.output<S>, Refusal> {
  const parsed = schema.safeParse(input, { error: issueWords });
  if (parsed.success) return ok(parsed.data);
  const issues = parsed.error.issues.slice(0, ISSUES_MAX).map((issue) => ({
    field: issue.path.map(String).join(".") || fieldOfUnknownKey(issue),
    message: issue.message,
  }));
  const [first] = issues;
  return refuse("invalid", "invalid-input", first ? sentence(first) : "The input is not valid.", {
    todo: "Correct the named fields and send the request again.",
    ...(first?.field ? { field: first.field } : {}),
    issues,
  });
}

const fieldOfUnknownKey = (issue: z.core.$ZodIssue): string =>
  issue.code === "unrecognized_keys" ? (issue.keys[0] ?? "") : "";

const sentence = ({ field, message }: { field: string; message: string }): string =>
  field ? `${field}: ${message}` : message;

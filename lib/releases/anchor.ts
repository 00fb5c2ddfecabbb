import { z } from "zod";
import { SECTIONS, type Section, type SectionDigests } from "#lib/councils/sections.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { Gate } from "#lib/policy/gate.ts";
import type { Plan } from "./plan.ts";

const word = z.string().min(1).max(60);

/** What a thread is pinned to. A field of the plan is a path, in which guardrails and stages go by their ids. */
export const anchorSchema = z.discriminatedUnion("at", [
  z.strictObject({ at: z.literal("release") }),
  z.strictObject({ at: z.literal("section"), section: z.enum(SECTIONS) }),
  z.strictObject({ at: z.literal("gate"), gate: word }),
  z.strictObject({ at: z.literal("metric"), metric: word }),
  z.strictObject({ at: z.literal("guardrail"), guardrail: word }),
  z.strictObject({ at: z.literal("card"), line: ordinal }),
  z.strictObject({ at: z.literal("plan"), path: z.array(word).min(1).max(6).readonly() }),
]);
export type Anchor = z.infer<typeof anchorSchema>;

/** What the anchors of a release can point into. */
export type Anchorable = {
  readonly digests: SectionDigests;
  readonly subject: string;
  readonly plan: Plan;
  readonly gates: readonly Gate[];
  /** The metrics that its reports or its plan name. */
  readonly metrics: ReadonlySet<string>;
  /** The lines of its card. */
  readonly card: readonly string[];
};

/** What stands at an anchor: its digest, and a quotation where a line or a value is short enough to quote. */
export type Pinned = { readonly digest: string; readonly quote: string | null };

const QUOTE_MAX = 300;

/** What stands at an anchor now; null where the release has no such thing. */
export function pinnedAt(anchor: Anchor, content: Anchorable): Pinned | null {
  switch (anchor.at) {
    case "release":
      return { digest: content.subject, quote: null };
    case "section":
      return { digest: content.digests[anchor.section], quote: null };
    case "metric":
      return content.metrics.has(anchor.metric) ? { digest: content.digests.evidence, quote: null } : null;
    case "gate": {
      const gate = content.gates.find(({ id }) => id === anchor.gate);
      return gate ? { digest: digestOfJson(gate), quote: gate.title } : null;
    }
    case "guardrail":
      return valueAt(content.plan, ["guardrails", anchor.guardrail]);
    case "plan":
      return valueAt(content.plan, anchor.path);
    case "card": {
      const line = content.card[anchor.line - 1];
      return line === undefined ? null : { digest: digestOfJson(line), quote: quoted(line) };
    }
  }
}

/** The anchor with what stands there, or a refusal that says what it names. */
export function mayPin(anchor: Anchor, content: Anchorable): Result<Pinned, Refusal> {
  const pinned = pinnedAt(anchor, content);
  return pinned
    ? ok(pinned)
    : refuse("invalid", "no-such-place", `This release has no ${placeText(anchor)}.`, {
        field: "anchor",
        todo: "Reload the page; what you pinned it to may have changed.",
      });
}

/** The part of the release page at which a thread is shown; null for the whole release. */
export function sectionOf(anchor: Anchor): Section | null {
  switch (anchor.at) {
    case "release":
      return null;
    case "section":
      return anchor.section;
    case "gate":
      return "policy";
    case "metric":
      return "evidence";
    case "guardrail":
    case "plan":
      return "plan";
    case "card":
      return "card";
  }
}

function placeText(anchor: Anchor): string {
  switch (anchor.at) {
    case "release":
      return "release";
    case "section":
      return `section ${anchor.section}`;
    case "gate":
      return `gate ${anchor.gate}`;
    case "metric":
      return `metric ${anchor.metric} in its reports or plan`;
    case "guardrail":
      return `guardrail ${anchor.guardrail}`;
    case "card":
      return `line ${anchor.line} in its card`;
    case "plan":
      return `field ${anchor.path.join(".")} in its plan`;
  }
}

const quoted = (text: string): string | null =>
  text.trim() === "" ? null : text.length > QUOTE_MAX ? `${text.slice(0, QUOTE_MAX)}…` : text;

/** A value of the plan by its path: a property's own name, or the id of a row. */
function valueAt(plan: Plan, path: readonly string[]): Pinned | null {
  const found = path.reduce<unknown>(stepInto, plan);
  if (found === undefined) return null;
  const short = typeof found === "string" || typeof found === "number" || typeof found === "boolean";
  return { digest: digestOfJson(found), quote: short ? String(found) : null };
}

function stepInto(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.find((row) => Object(row).id === key);
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}

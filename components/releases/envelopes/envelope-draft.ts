import { spanOfDays } from "#components/releases/waivers/waiver-days.ts";
import { capital } from "#components/ui/capital.ts";
import type { Input } from "#lib/client/api.ts";
import { PARTS, type Part } from "#lib/councils/envelope.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import type { EnvelopeFormView } from "#lib/releases/views/envelopes.ts";
import { partLabels } from "./envelope-words.ts";

/** An envelope as it is typed. */
export type EnvelopeTyped = {
  readonly pointer: string;
  readonly mayChange: readonly Part[];
  /** By metric and dataset. */
  readonly worse: Readonly<Record<string, string>>;
  readonly sizePercent: string;
  readonly firstPercent: string;
  readonly stepPercent: string;
  readonly uses: string;
  readonly gates: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly reason: string;
};

export const PARTS_SHOWN = PARTS.map((part) => ({ part, label: capital(partLabels[part]) }));

export const NUMBERS = [
  { name: "sizePercent", label: "Files larger or smaller by at most, in %" },
  { name: "firstPercent", label: "First share of traffic at most, in %" },
  { name: "stepPercent", label: "Largest step of traffic, in points" },
  { name: "uses", label: "Uses" },
] as const;

/** The form before anything is typed: nothing but training data may change. */
export const typedFirst = (model: NonNullable<EnvelopeFormView["model"]>): EnvelopeTyped => ({
  pointer: (model.pointers.find(({ whyNot }) => whyNot === null) ?? model.pointers[0])?.name ?? "",
  mayChange: ["datasets"],
  worse: {},
  sizePercent: "10",
  firstPercent: "10",
  stepPercent: "75",
  uses: "3",
  gates: [],
  from: "",
  until: "",
  reason: "",
});

/** What is sent of it. A metric without a number bounds nothing. */
export function envelopeInput(
  model: string,
  { pointer, worse, from, until, reason, mayChange, gates, ...typed }: EnvelopeTyped,
  now: Date,
): Input<"POST /models/{model}/envelopes"> {
  const metrics = Object.entries(worse).flatMap(([key, limit]) => {
    const [metric = "", dataset = ""] = key.split(" ");
    return limit.trim() === "" ? [] : [{ metric, dataset: dataset as Digest, worse: limit.trim() }];
  });
  const numbers = Object.fromEntries(NUMBERS.map(({ name }) => [name, Number(typed[name])]));
  return {
    model,
    pointer,
    reason,
    terms: {
      ...(numbers as Record<(typeof NUMBERS)[number]["name"], number>),
      mayChange: [...mayChange],
      gates: [...gates],
      metrics,
      ...spanOfDays({ from, until }, now),
    },
  };
}

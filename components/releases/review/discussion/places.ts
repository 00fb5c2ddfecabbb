import { sectionNames } from "#components/releases/section-words.ts";
import { capital } from "#components/ui/capital.ts";
import type { Choice } from "#components/ui/field.tsx";
import { SECTIONS } from "#lib/councils/sections.ts";
import type { Anchor } from "#lib/releases/anchor.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { placeText } from "./discussion-words.ts";

/** The value of the choice that asks for a line of the card. */
export const CARD_LINE = "card-line";

type Placed = Pick<ReleasePageView, "sections" | "checks" | "comparison">;

/** What a thread can be pinned to, each as its anchor in JSON; a line of the card is asked for by its number. */
export function placeChoices({ sections, checks, comparison }: Placed): Choice[] {
  const pinning = { plan: sections.plan, checks };
  const anchors: Anchor[] = [
    { at: "release" },
    ...SECTIONS.map((section) => ({ at: "section", section }) as const),
    ...checks.flatMap(({ id }) =>
      id.startsWith("gate-") ? [{ at: "gate", gate: id.slice("gate-".length) } as const] : [],
    ),
    ...(comparison?.metrics ?? []).map(({ metric }) => ({ at: "metric", metric }) as const),
    ...sections.plan.guardrails.map(({ id }) => ({ at: "guardrail", guardrail: id }) as const),
    ...sections.plan.stages.map(({ id }) => ({ at: "plan", path: ["stages", id] }) as const),
  ];
  return [
    ...anchors.map((anchor) => ({
      value: JSON.stringify(anchor),
      label: labelOf(anchor, pinning, sections),
    })),
    { value: CARD_LINE, label: "A line of the model card" },
  ];
}

function labelOf(
  anchor: Anchor,
  pinning: Parameters<typeof placeText>[1],
  { plan }: Placed["sections"],
): string {
  if (anchor.at === "section") return `Section: ${capital(sectionNames[anchor.section])}`;
  const stage = anchor.at === "plan" && plan.stages.find(({ id }) => id === anchor.path[1]);
  return stage ? `Stage: ${stage.name}` : placeText(anchor, pinning);
}

/** The anchor of a choice; null where it names no line yet. */
export function anchorOf(chosen: string, line: string): Anchor | null {
  if (chosen !== CARD_LINE) return JSON.parse(chosen) as Anchor;
  const number = Number(line);
  return Number.isInteger(number) && number > 0 ? { at: "card", line: number } : null;
}

import type { StateIcon } from "#components/ui/state-pill.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { FindingView } from "#lib/councils/views/finding-list.ts";

type Look = { readonly word: string; readonly tone: Tone; readonly icon: StateIcon };

/** Where a finding is: how bad while it is open, then how it was closed. */
export function findingLook({ state, severity, overdue }: FindingView): Look {
  if (state === "resolved") return { word: "Resolved", tone: "pass", icon: "check" };
  if (state === "accepted") return { word: "Accepted as it is", tone: "hold", icon: "pen" };
  const word = { high: "High", medium: "Medium", low: "Low" }[severity];
  if (overdue) return { word: `${word}, overdue`, tone: "fail", icon: "alert" };
  return severity === "high"
    ? { word, tone: "fail", icon: "alert" }
    : { word, tone: severity === "medium" ? "hold" : "plain", icon: "hourglass" };
}

/** "v2 · accuracy · in region=north · Anna Novak sees to it": of what, where it shows, and who sees to it. */
export const findingDetail = ({ version, metric, slice, owner }: FindingView): string =>
  [
    version === null ? "all versions" : `v${version}`,
    metric ?? "",
    slice === null ? "" : `in ${slice}`,
    `${owner.name} sees to it`,
  ]
    .filter(Boolean)
    .join(" · ");

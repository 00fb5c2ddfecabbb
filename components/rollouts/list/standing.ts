import type { StateLook } from "#components/ui/state-pill.tsx";
import type { ListedRollout } from "#lib/rollouts/views/rollout-list.ts";

/** How a live rollout stands, the worst first. */
export const STANDINGS = [
  "rolling-back",
  "failing",
  "halted",
  "paused",
  "holding",
  "silent",
  "healthy",
  "shadow",
  "watching",
] as const;
export type Standing = (typeof STANDINGS)[number];

export const standingLooks: Readonly<Record<Standing, StateLook>> = {
  "rolling-back": { word: "Rolling back", tone: "fail", icon: "back" },
  failing: { word: "Failing", tone: "fail" },
  halted: { word: "Halted", tone: "fail", icon: "halt" },
  paused: { word: "Paused", tone: "hold", icon: "pause" },
  holding: { word: "Holding", tone: "hold" },
  silent: { word: "No evidence", tone: "none", icon: "alert" },
  healthy: { word: "Healthy", tone: "pass" },
  shadow: { word: "Shadow", tone: "yours", icon: "eye" },
  watching: { word: "Watching", tone: "pass" },
};

/** Evidence that is missing, too old or unreadable, rather than too little to decide. */
const SILENT: ReadonlySet<string> = new Set(["NO_DATA", "STALE", "ERROR"]);

export function standingOf({ state, decides, stages, stageIndex }: ListedRollout): Standing {
  if (state === "rolling-back" || state === "halted" || state === "paused") return state;
  if (decides?.verdict.state === "FAIL") return "failing";
  if (decides) return SILENT.has(decides.verdict.state) ? "silent" : "holding";
  const kind = stages[stageIndex]?.kind;
  if (kind === "shadow") return "shadow";
  return kind === "full" ? "watching" : "healthy";
}

/** The worst first; of those alike, the one whose deadline comes first. */
export const worstFirst = (rows: readonly ListedRollout[]): ListedRollout[] =>
  rows.toSorted((a, b) => rankOf(a) - rankOf(b) || Date.parse(a.deadlineAt) - Date.parse(b.deadlineAt));

const rankOf = (row: ListedRollout): number => STANDINGS.indexOf(standingOf(row));

type Counted = { readonly word: string; readonly tone: StateLook["tone"]; readonly of: readonly Standing[] };

const COUNTED: readonly Counted[] = [
  { word: "halted or failing", tone: "fail", of: ["rolling-back", "failing", "halted"] },
  { word: "holding", tone: "hold", of: ["paused", "holding"] },
  { word: "without evidence", tone: "none", of: ["silent"] },
  { word: "healthy", tone: "pass", of: ["healthy", "shadow", "watching"] },
];

/** How many of the live rollouts stand how. */
export const countsOf = (
  rows: readonly ListedRollout[],
): { word: string; tone: StateLook["tone"]; count: number }[] =>
  COUNTED.map(({ word, tone, of }) => ({
    word,
    tone,
    count: rows.filter((row) => of.includes(standingOf(row))).length,
  }));

/** "6 are live. 1 needs a decision, 2 wait for evidence." */
export function ledeText(rows: readonly ListedRollout[]): string {
  const count = (of: readonly Standing[]) => rows.filter((row) => of.includes(standingOf(row))).length;
  const [decisions, waiting] = [count(["halted", "paused"]), count(["holding", "silent"])];
  const said = [
    ...(decisions > 0 ? [`${decisions} ${decisions === 1 ? "needs" : "need"} a decision`] : []),
    ...(waiting > 0 ? [`${waiting} ${waiting === 1 ? "waits" : "wait"} for evidence`] : []),
  ];
  if (rows.length === 0) return "None is live.";
  const live = `${rows.length} ${rows.length === 1 ? "is" : "are"} live.`;
  return said.length === 0 ? live : `${live} ${said.join(", ")}.`;
}

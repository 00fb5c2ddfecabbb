import { sectionNames } from "#components/releases/section-words.ts";
import { capital } from "#components/ui/capital.ts";
import type { StateLook } from "#components/ui/state-pill.tsx";
import { catalogued } from "#lib/metrics/catalogue.ts";
import type { Anchor } from "#lib/releases/anchor.ts";
import type { DiscussionView, PostView, ThreadView } from "#lib/releases/views/discussion.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";

/** What a thread is pinned to, in the reader's words: "Plan: 25 % stage, min seconds". */
export function placeText(anchor: Anchor, { plan, checks }: Pinning): string {
  switch (anchor.at) {
    case "release":
      return "The whole release";
    case "section":
      return capital(sectionNames[anchor.section]);
    case "gate":
      return `Gate: ${checks.find(({ id }) => id === `gate-${anchor.gate}`)?.title ?? anchor.gate}`;
    case "metric":
      return `Metric: ${metricTitle(anchor.metric, plan)}`;
    case "guardrail":
      return `Guardrail: ${plan.guardrails.find(({ id }) => id === anchor.guardrail)?.title ?? anchor.guardrail}`;
    case "card":
      return `Model card, line ${anchor.line}`;
    case "plan":
      return `Plan: ${fieldText(anchor.path, plan)}`;
  }
}

/** A field by its path, a stage or guardrail by its name: "5 % stage, min seconds". */
function fieldText([of, id, ...rest]: readonly string[], { stages, guardrails }: Pinning["plan"]): string {
  const stage = of === "stages" && stages.find((one) => one.id === id);
  const guardrail = of === "guardrails" && guardrails.find((one) => one.id === id);
  const named = stage ? `${stage.name} stage` : guardrail ? guardrail.title : null;
  const path = named === null ? [of ?? "", ...(id === undefined ? [] : [id]), ...rest] : rest;
  return [...(named === null ? [] : [named]), ...path.map(spaced)].join(", ");
}

const spaced = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const metricTitle = (id: string, { metrics = [] }: Pinning["plan"]): string =>
  metrics.find((one) => one.id === id)?.title ?? catalogued(id)?.title ?? id;

export type Pinning = {
  readonly plan: ReleasePageView["sections"]["plan"];
  readonly checks: readonly Pick<ReleasePageView["checks"][number], "id" | "title">[];
};

/** In place of a text that is gone. */
export const ERASED = "This text was erased.";

/** What whoever raised a challenge did with its answer. */
export const foundText = (satisfied: boolean): string =>
  satisfied ? "accepted the answer" : "rejected the answer";

/** When what it is pinned to was last like that; empty where it still is. */
export const saidOf = ({ round, changedSince }: Pick<ThreadView, "round" | "changedSince">): string =>
  changedSince ? `said of round ${round}, changed since` : "";

/** Where a thread or challenge is, and whose turn it is. */
export function lookOfThread({ state, posts }: Pick<ThreadView, "state" | "posts">): StateLook {
  const opener = posts[0]?.by.name ?? "Its challenger";
  switch (state) {
    case "open":
      return { word: "Open", tone: "plain", icon: "dashed" };
    case "resolved":
      return { word: "Resolved", tone: "pass" };
    case "unanswered":
      return { word: "Not answered yet", tone: "hold" };
    case "answered":
      return { word: `Answered; ${opener} has not judged the answer`, tone: "hold" };
    case "settled":
      return { word: "Answered satisfactorily", tone: "pass" };
    case "not-satisfied":
      return { word: "Answer not satisfactory", tone: "fail" };
    case "void":
      return { word: `Void: ${opener} recused themselves`, tone: "none" };
  }
}

/** "1 open challenge, 2 open threads" */
export function openText({ openChallenges, openThreads }: Counts): string {
  const challenges = openChallenges > 0 ? [counted(openChallenges, "open challenge")] : [];
  const threads = openThreads > 0 ? [counted(openThreads, "open thread")] : [];
  const parts = [...challenges, ...threads];
  return parts.length > 0 ? parts.join(", ") : "nothing open";
}
type Counts = Pick<DiscussionView, "openChallenges" | "openThreads">;

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** The rule that a challenge serves. */
export const ruleText = (
  tier: string,
  { challenged, settled }: Pick<DiscussionView, "challenged" | "settled">,
) =>
  challenged
    ? `A ${tier}-tier release needs one challenge with an accepted answer before it can be approved: ${Math.min(settled, 1)} of 1. It is not approved while a challenge stands.`
    : "The policy asks for no challenge in this tier; this one does not hold up an approval.";

/** How many threads are open at a part of the release. */
export const openAt = (open: DiscussionView["open"], section: string): number =>
  open.find((one) => one.section === section)?.threads ?? 0;

/** The people whom a text names: whoever's whole name stands behind an @. */
export function mentionsIn(
  text: string,
  people: readonly { readonly id: string; readonly name: string }[],
): string[] {
  return people.filter(({ name }) => namedIn(text, name)).map(({ id }) => id);
}

/** A name ends where no letter or digit follows. */
const namedIn = (text: string, name: string): boolean =>
  text
    .split(`@${name}`)
    .slice(1)
    .some((rest) => !/^[\p{L}\p{N}]/u.test(rest));

type Piece = { readonly text: string; readonly names: boolean; readonly at: number };

/** A text in pieces, so that those it names stand out. */
export function piecesOf(text: string, mentions: readonly string[]): Piece[] {
  const names = mentions.map((name) => `@${name}`).toSorted((a, b) => b.length - a.length);
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const found = nextOf(text, names, at);
    if (found.at > at) pieces.push({ text: text.slice(at, found.at), names: false, at });
    if (found.name) pieces.push({ text: found.name, names: true, at: found.at });
    at = found.at + found.name.length;
    if (!found.name) break;
  }
  return pieces;
}

function nextOf(text: string, names: readonly string[], from: number): { at: number; name: string } {
  const found = names
    .map((name) => ({ name, at: text.indexOf(name, from) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at || b.name.length - a.name.length)[0];
  return found ?? { at: text.length, name: "" };
}

/** The newest version of a post's text. */
export const newestOf = ({
  versions,
}: Pick<PostView, "versions">): PostView["versions"][number] | undefined => versions.at(-1);

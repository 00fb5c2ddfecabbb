import { verdictLabels } from "#components/councils/decision.ts";
import type { StateLook } from "#components/ui/state-pill.tsx";
import type { VerdictDecision } from "#lib/councils/signature.ts";
import type { SittingState } from "#lib/councils/sitting.ts";
import type { ItemResult } from "#lib/councils/sitting-events.ts";
import type { SittingItemView, SittingView } from "#lib/releases/views/sitting.ts";

/** How each state of a sitting looks. */
export const sittingLooks: Readonly<Record<SittingState, StateLook>> = {
  planned: { word: "Planned", tone: "plain", icon: "hourglass" },
  "called-off": { word: "Called off", tone: "plain", icon: "slash" },
  open: { word: "In session", tone: "yours", icon: "play" },
  closed: { word: "Minutes to sign", tone: "hold", icon: "pen" },
  signed: { word: "Minutes signed", tone: "pass" },
  amended: { word: "Addendum to sign", tone: "hold", icon: "pen" },
};

/** How an outcome looks. */
export const resultLooks: Readonly<Record<ItemResult, StateLook>> = {
  approved: { word: "Approved", tone: "pass" },
  held: { word: "Approved, held by a gate or a challenge", tone: "hold" },
  objected: { word: "An objection stands", tone: "hold", icon: "back" },
  waiting: { word: "Not decided", tone: "plain", icon: "dashed" },
  changed: { word: "Changed while it was discussed", tone: "hold", icon: "alert" },
  ended: { word: "No longer open", tone: "plain", icon: "slash" },
};

/** How a verdict looks in the votes. */
export const voteLooks: Readonly<Record<VerdictDecision, StateLook>> = {
  approve: { word: verdictLabels.approve, tone: "pass" },
  "request-changes": { word: verdictLabels["request-changes"], tone: "hold", icon: "back" },
  reject: { word: verdictLabels.reject, tone: "fail" },
};

/** Seconds as a clock shows them: 6:40. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** How far the agenda is: "3 of 6". */
export function progressText({ items }: Pick<SittingView, "items">): string {
  const at = items.filter(({ state }) => state !== "waiting").length;
  return `${at} of ${items.length}`;
}

/** The item that comes next. */
export const nextItem = ({ items }: Pick<SittingView, "items">): SittingItemView | undefined =>
  items.find(({ state }) => state === "waiting");

/** The item that the reader signs on the sitting's page: the one they chose, else the one that is discussed. */
export const itemToSign = (
  { items, state }: Pick<SittingView, "items" | "state">,
  chosen: string | undefined,
): SittingItemView | undefined => {
  if (state !== "open" && state !== "closed") return undefined;
  const own = items.filter(({ mine }) => mine);
  return own.find(({ item }) => item === chosen) ?? own.find((one) => one.state === "current");
};

type Person = SittingView["people"][number];

/** Who is here, each once, and the names of those who signed an item of it before it was called without being here. */
export function whoIsHere({ people, items }: Pick<SittingView, "people" | "items">): {
  readonly here: readonly Person[];
  readonly written: readonly string[];
} {
  const present = people.filter(({ presence }) => presence === "present");
  const here = [...new Map(present.map((one) => [one.id, one])).values()];
  const wrote = items.flatMap(({ votes }) =>
    votes.flatMap(({ written, signer }) => (written && signer !== null ? [signer] : [])),
  );
  const came = new Set(here.map(({ name }) => name));
  return { here, written: [...new Set(wrote)].filter((name) => !came.has(name)) };
}

/** What stands in the middle while no item is discussed. */
export function betweenItems({ state, items, startsAt, now }: SittingView): {
  readonly title: string;
  readonly says: string;
} {
  const [waiting, last] = [nextItem({ items }), items.length];
  switch (state) {
    case "planned":
      return {
        title: Date.parse(startsAt) > Date.parse(now) ? "It has not begun" : "It can be opened",
        says: "Its chair or secretary opens it with who came. Items are then called one after another.",
      };
    case "called-off":
      return { title: "It was called off", says: "What was on its agenda goes on waiting." };
    case "open":
      return waiting
        ? { title: "No item is being discussed", says: `Next: ${waiting.title}.` }
        : {
            title: last === 0 ? "The agenda is empty" : "Every item was dealt with",
            says: last === 0 ? "Add what waits, or end the sitting." : "End the sitting, or add an item.",
          };
    case "closed":
      return { title: "The sitting ended", says: "Its chair and its secretary sign the minutes." };
    case "signed":
      return { title: "The sitting ended", says: "Its minutes are signed. A correction is an addendum." };
    case "amended":
      return { title: "The sitting ended", says: "An addendum to its minutes waits for both signatures." };
  }
}

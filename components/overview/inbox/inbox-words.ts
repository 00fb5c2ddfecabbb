import { countOf } from "#components/ui/format-number.ts";
import type { StateIcon } from "#components/ui/state-pill.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { DAY_MS } from "#lib/kernel/time.ts";
import type { MessageKind } from "#lib/overview/message.ts";
import type { InboxItem, InboxView } from "#lib/overview/views/inbox.ts";

/** "13 messages are open. 1 is overdue, 5 are unread." */
export function inboxLede({ open, unread, overdue }: InboxView["counts"]): string {
  if (open === 0) return "Nothing is open.";
  const parts = [
    ...(overdue > 0 ? [`${overdue} ${overdue === 1 ? "is" : "are"} overdue`] : []),
    ...(unread > 0 ? [`${unread} ${unread === 1 ? "is" : "are"} unread`] : []),
  ];
  const first = `${countOf(open, "message")} ${open === 1 ? "is" : "are"} open.`;
  return parts.length > 0 ? `${first} ${parts.join(", ")}.` : first;
}

export type InboxGroup = { readonly name: string; readonly tone: Tone; readonly items: readonly InboxItem[] };

const GROUPS: readonly (readonly [name: string, tone: Tone, untilMs: number])[] = [
  ["Overdue", "fail", 0],
  ["Within a day", "hold", DAY_MS],
  ["Within a week", "plain", 7 * DAY_MS],
  ["Later", "plain", Number.MAX_SAFE_INTEGER],
];

/** Open messages by deadline, the nearest first; those that are done in one group. */
export function inboxGroups({ items, asOf }: Pick<InboxView, "items" | "asOf">): InboxGroup[] {
  const groups = Map.groupBy(items, (item) => groupOf(item, Date.parse(asOf)));
  const names = [...GROUPS.map(([name, tone]) => [name, tone] as const), NO_DEADLINE, DONE];
  return names.flatMap(([name, tone]) => {
    const own = groups.get(name);
    return own ? [{ name, tone, items: own }] : [];
  });
}

const NO_DEADLINE = ["No deadline", "plain"] as const;
const DONE = ["Done", "plain"] as const;

function groupOf({ dueAt, done }: InboxItem, nowMs: number): string {
  if (done) return DONE[0];
  if (dueAt === null) return NO_DEADLINE[0];
  const leftMs = Date.parse(dueAt) - nowMs;
  return GROUPS.find(([, , untilMs]) => leftMs <= untilMs)?.[0] ?? NO_DEADLINE[0];
}

type Look = { readonly action: string; readonly icon: StateIcon; readonly tone: Tone };

/** How a message of a kind looks, and what its button says. */
export const messageLooks: Readonly<Record<MessageKind, Look>> = {
  signature: { action: "Review", icon: "pen", tone: "yours" },
  changes: { action: "Open", icon: "alert", tone: "hold" },
  mention: { action: "Reply", icon: "eye", tone: "yours" },
  challenge: { action: "Open", icon: "alert", tone: "yours" },
  condition: { action: "Check", icon: "check", tone: "hold" },
  waiver: { action: "Open", icon: "hourglass", tone: "plain" },
  finding: { action: "Open", icon: "alert", tone: "plain" },
  emergency: { action: "Open", icon: "alert", tone: "fail" },
  rollback: { action: "Open", icon: "back", tone: "fail" },
  incident: { action: "Open", icon: "alert", tone: "fail" },
  decision: { action: "Open", icon: "check", tone: "plain" },
  sitting: { action: "Open", icon: "play", tone: "yours" },
  delegation: { action: "Open", icon: "pen", tone: "plain" },
};

/** Why it is the reader's, and who caused it. */
export const messageDetail = ({ sentence, by }: Pick<InboxItem, "sentence" | "by">): string =>
  by ? `${sentence.replace(/\.$/, "")} · ${by}` : sentence;

/** The message whose button is the one solid one: the first that is overdue, or the first of all. */
export const firstToDo = (items: readonly InboxItem[]): string | undefined =>
  items.find(({ done }) => !done)?.id;

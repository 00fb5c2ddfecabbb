import type { Frozen } from "#lib/kernel/event-catalogue.ts";
import { machine } from "#lib/kernel/machine.ts";
import { type Steps, stateAfter } from "#lib/kernel/machine-steps.ts";
import type {
  AgendaItem,
  Attendee,
  ItemOutcome,
  MinutesSigner,
  SittingEvent,
  SittingType,
} from "./sitting-events.ts";

export const SITTING_STATES = ["planned", "called-off", "open", "closed", "signed", "amended"] as const;
export type SittingState = (typeof SITTING_STATES)[number];

/** How a sitting moves. Nobody calls `confirm` or `dispute`: they follow from the signatures of its minutes. */
export const sittingMachine = machine<
  SittingState,
  | "move"
  | "call-off"
  | "arrange"
  | "open"
  | "run"
  | "vouch"
  | "close"
  | "sign"
  | "confirm"
  | "dispute"
  | "amend"
>("sitting", {
  move: { from: ["planned"], to: "planned" },
  "call-off": { from: ["planned"], to: "called-off" },
  arrange: { from: ["planned", "open"], to: "planned" },
  open: { from: ["planned"], to: "open" },
  run: { from: ["open"], to: "open" },
  vouch: { from: ["open", "closed"], to: "open" },
  close: { from: ["open"], to: "closed" },
  sign: { from: ["closed", "amended"], to: "closed" },
  confirm: { from: ["closed", "amended"], to: "signed" },
  // Disputed minutes are written again; a disputed addendum is dropped, and the minutes stay as they were signed.
  dispute: { from: ["closed", "amended"], to: "open" },
  amend: { from: ["signed"], to: "amended" },
});

const STEPS: Steps<SittingType, SittingState, keyof typeof sittingMachine.table> = {
  "sitting.planned": { opens: "planned" },
  "sitting.moved": { verb: "move" },
  "sitting.called-off": { verb: "call-off" },
  "sitting.arranged": { verb: "arrange", keeps: ["planned", "open"] },
  "sitting.opened": { verb: "open" },
  "sitting.attended": { verb: "run" },
  "sitting-item.started": { verb: "run" },
  "sitting-item.extended": { verb: "run" },
  "sitting-item.recorded": { verb: "run" },
  "sitting-item.postponed": { verb: "run" },
  "sitting.noted": { verb: "run" },
  "sitting.vouched": { verb: "vouch", keeps: ["open", "closed"] },
  "sitting.closed": { verb: "close" },
  "sitting.signed": { verb: "sign", keeps: ["closed", "amended"] },
  "sitting.confirmed": { verb: "confirm" },
  "sitting.disputed": { verb: "dispute" },
  "sitting.amended": { verb: "amend" },
};
const stepped = stateAfter(sittingMachine, STEPS);

/** The state after an event. Only a dispute leads elsewhere by what is disputed. */
export const sittingAfter = (state: SittingState, event: { readonly type: string }): SittingState =>
  event.type === "sitting.disputed" && state === "amended" ? "signed" : stepped(state, event);

/** Whether an event may follow in this state. */
export const maySittingTake = (state: SittingState, type: SittingType): boolean => {
  const step = STEPS[type];
  return "verb" in step && sittingMachine.table[step.verb].from.includes(state);
};

type By = { readonly id: string; readonly name: string };

/** Something that was done in a sitting, as the log and the table keep it. */
export type SittingAct = {
  readonly [T in SittingType]: {
    readonly type: T;
    readonly data: Extract<SittingEvent, { type: T }>["data"];
    readonly by: By;
    readonly at: Date;
  };
}[SittingType];

export const ITEM_STATES = ["waiting", "current", "recorded", "postponed"] as const;
export type ItemState = (typeof ITEM_STATES)[number];

export type SatItem = Frozen<AgendaItem> & {
  readonly state: ItemState;
  /** When it was called last, and over which content. */
  readonly started: { readonly at: Date; readonly round: number; readonly digest: string } | null;
  readonly endedAt: Date | null;
  readonly outcome: Frozen<ItemOutcome> | null;
};

export type Note = {
  readonly note: string;
  readonly item: string | null;
  readonly by: By;
  readonly at: Date;
};

/** What is signed of a sitting: its minutes, and later each addendum. */
export type MinutesRound = {
  readonly round: number;
  readonly digest: string;
  readonly signers: readonly Frozen<MinutesSigner>[];
  readonly by: By;
  readonly at: Date;
  readonly amends: boolean;
  readonly item: string | null;
  readonly state: "open" | "confirmed" | "disputed";
};

export type Attended = Frozen<Attendee> & { readonly at: Date };

/** Where a sitting is. */
export type Sat = {
  readonly sitting: string;
  readonly council: string;
  readonly number: number;
  readonly state: SittingState;
  readonly startsAt: string;
  readonly composition: { readonly version: number; readonly digest: string } | null;
  readonly opened: { readonly by: By; readonly at: Date } | null;
  readonly items: readonly SatItem[];
  /** Each change of it, oldest first. */
  readonly attendance: readonly Attended[];
  readonly notes: readonly Note[];
  readonly minutes: readonly MinutesRound[];
};

const NOTHING: Sat = {
  sitting: "",
  council: "",
  number: 0,
  state: "planned",
  startsAt: "",
  composition: null,
  opened: null,
  items: [],
  attendance: [],
  notes: [],
  minutes: [],
};

/** Where a sitting is after what was done in it. The tables and the log are folded by this alone. */
export const sat = (acts: readonly SittingAct[]): Sat => acts.reduce(satAfter, NOTHING);

export function satAfter(before: Sat, act: SittingAct): Sat {
  const so = { ...before, state: sittingAfter(before.state, act) };
  switch (act.type) {
    case "sitting.planned": {
      const { sitting, council, number, startsAt, items } = act.data;
      return { ...so, sitting, council, number, startsAt, items: items.map(waiting) };
    }
    case "sitting.moved":
      return { ...so, startsAt: act.data.startsAt };
    case "sitting.arranged":
      return { ...so, items: [...so.items.filter(isBegun), ...act.data.items.map(waiting)] };
    case "sitting.opened": {
      const { composition, attendance } = act.data;
      const came = attendance.map((one) => ({ ...one, at: act.at }));
      return { ...so, composition, opened: { by: act.by, at: act.at }, attendance: came };
    }
    case "sitting.attended": {
      const { person, presence, seat } = act.data;
      return { ...so, attendance: [...so.attendance, { person, presence, seat, at: act.at }] };
    }
    case "sitting.noted": {
      const { note, item } = act.data;
      return { ...so, notes: [...so.notes, { note, item, by: act.by, at: act.at }] };
    }
    default:
      return minutesAfter({ ...so, items: itemsAfter(so.items, act) }, act);
  }
}

const waiting = (item: Frozen<AgendaItem>): SatItem => ({
  ...item,
  state: "waiting",
  started: null,
  endedAt: null,
  outcome: null,
});

/** An item that was called keeps its place. */
export const isBegun = ({ state }: Pick<SatItem, "state">): boolean => state !== "waiting";

function itemsAfter(items: readonly SatItem[], act: SittingAct): readonly SatItem[] {
  const put = (item: string, change: (one: SatItem) => Partial<SatItem>) =>
    items.map((one) => (one.item === item ? { ...one, ...change(one) } : one));
  switch (act.type) {
    case "sitting-item.started": {
      const { item, round, digest } = act.data;
      const started = { at: act.at, round, digest };
      const called = put(item, () => ({ state: "current", started, endedAt: null, outcome: null }));
      const [begun, others] = [called.filter(isBegun), called.filter((one) => !isBegun(one))];
      return [...begun, ...others];
    }
    case "sitting-item.extended":
      return put(act.data.item, ({ minutes }) => ({ minutes: minutes + act.data.minutes }));
    case "sitting-item.recorded": {
      const { outcome } = act.data;
      return put(act.data.item, () => ({ state: "recorded", endedAt: act.at, outcome }));
    }
    case "sitting-item.postponed":
      return put(act.data.item, () => ({ state: "postponed", endedAt: act.at, outcome: null }));
    default:
      return items;
  }
}

function minutesAfter(so: Sat, { type, data, by, at }: SittingAct): Sat {
  const last = so.minutes.at(-1);
  const ended = (state: "confirmed" | "disputed") =>
    last ? { ...so, minutes: [...so.minutes.slice(0, -1), { ...last, state }] } : so;
  switch (type) {
    case "sitting.closed":
    case "sitting.amended": {
      const { round, digest, signers } = data;
      const item = "item" in data ? data.item : null;
      const next = { round, digest, signers, by, at, item, amends: type === "sitting.amended" };
      return { ...so, minutes: [...so.minutes, { ...next, state: "open" as const }] };
    }
    case "sitting.confirmed":
      return ended("confirmed");
    case "sitting.disputed":
      return ended("disputed");
    default:
      return so;
  }
}

export const currentItem = ({ items }: Pick<Sat, "items">): SatItem | undefined =>
  items.find(({ state }) => state === "current");

/** How each person's attendance stands now. */
export const attendanceNow = ({ attendance }: Pick<Sat, "attendance">): readonly Attended[] => [
  ...new Map(attendance.map((one) => [one.person, one])).values(),
];

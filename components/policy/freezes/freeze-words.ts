import type { StateLook } from "#components/ui/state-pill.tsx";
import { listed } from "#lib/kernel/listed.ts";
import type { FreezeAsked } from "#lib/policy/freeze.ts";
import type { FreezeView, LooseningView } from "#lib/policy/views/freeze-list.ts";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

export const DAY_CHOICES = DAYS.map((label, i) => ({ value: String(i + 1), label }));

export const freezeLooks: Readonly<Record<FreezeView["state"], StateLook>> = {
  "in-force": { tone: "hold", icon: "hourglass", word: "In force" },
  planned: { tone: "plain", icon: "hourglass", word: "Planned" },
  past: { tone: "plain", icon: "check", word: "Over" },
  ended: { tone: "plain", icon: "slash", word: "Ended" },
};

/** "Every week from Friday 17:00 to Monday 09:00, Europe/Berlin". */
export function windowText({ window, zone }: Pick<FreezeView, "window" | "zone">): string {
  if (window.kind === "off") return "Until two people switch the pointer on again";
  if (window.kind === "stop") return "Until two people end it";
  const { from, to } = window;
  if (typeof from === "string" || typeof to === "string")
    return `${String(from).replace("T", " ")} to ${String(to).replace("T", " ")}, ${zone}`;
  return `Every week from ${DAYS[from.day - 1]} ${from.time} to ${DAYS[to.day - 1]} ${to.time}, ${zone}`;
}

/** "production of churn-risk; emergencies pass". */
export function coversText({
  models,
  pointers,
  emergencies,
}: Pick<FreezeView, "models" | "pointers" | "emergencies">) {
  const where = pointers === null ? "every pointer" : listed(pointers);
  const whose = models === null ? "every model" : listed(models.map(({ name }) => name));
  return `${where} of ${whose}; emergencies ${emergencies ? "pass" : "are held too"}`;
}

type Windowed = Pick<FreezeView, "window">;

/** What ending it is called. */
export function endText({ window }: Windowed): string {
  if (window.kind === "off") return "Switch the pointer on";
  return window.kind === "stop" ? "End the stop" : "End the freeze";
}

export const proposeText = ({ window }: Windowed): string =>
  window.kind === "off" ? "Propose to switch it on" : "Propose to end it";

export const looseningText = (
  { kind, release }: Pick<LooseningView, "kind" | "release">,
  freeze: Windowed,
): string => (kind === "end" ? endText(freeze) : `Let release ${release} pass`);

/** What somebody typed, with times by the clocks of the zone. */
export type FreezeTyped = {
  readonly name: string;
  readonly reason: string;
  readonly repeats: "once" | "weekly";
  /** Null for the reader's own. */
  readonly zone: string | null;
  readonly from: string;
  readonly to: string;
  readonly fromDay: string;
  readonly fromTime: string;
  readonly toDay: string;
  readonly toTime: string;
  /** Empty for all. */
  readonly model: string;
  readonly pointer: string;
  readonly emergencies: boolean;
};

export const FREEZE_TYPED: FreezeTyped = {
  name: "",
  reason: "",
  repeats: "once",
  zone: null,
  from: "",
  to: "",
  fromDay: "5",
  fromTime: "17:00",
  toDay: "1",
  toTime: "09:00",
  model: "",
  pointer: "",
  emergencies: true,
};

export const freezeOfTyped = (typed: FreezeTyped, ownZone: string): FreezeAsked => ({
  name: typed.name,
  reason: typed.reason,
  zone: typed.zone ?? ownZone,
  window:
    typed.repeats === "once"
      ? { kind: "once", from: typed.from, to: typed.to }
      : {
          kind: "weekly",
          from: { day: Number(typed.fromDay), time: typed.fromTime },
          to: { day: Number(typed.toDay), time: typed.toTime },
        },
  models: typed.model === "" ? null : [typed.model],
  pointers: typed.pointer === "" ? null : [typed.pointer],
  emergencies: typed.emergencies,
});

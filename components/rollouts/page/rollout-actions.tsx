"use client";

import { clsx } from "clsx";
import { CirclePause, type LucideIcon, OctagonPause, Play, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { useHotkeys } from "#components/ui/hotkeys.ts";
import { announce } from "#components/ui/live-region.tsx";
import { ReasonDialog } from "#components/ui/reason-dialog.tsx";
import { WhyNotNote } from "#components/ui/why-not.tsx";
import type { SteeringVerb } from "#lib/rollouts/views/rollout-page.ts";
import type { RolloutOffer } from "./offer-words.ts";

type RolloutActionsProps = {
  offers: readonly RolloutOffer[];
  take: Submit<{ verb: SteeringVerb; reason: string }>;
  /** How fast a rollback is, where it can be done. */
  speed?: string | null;
};

/**
 * Always in reach: in the head that stays (`PageHead sticky`), narrow at the bottom (`Page pinnedBelow`). A reason
 * that disables several buttons is said once.
 */
export function RolloutActions({ offers, take, speed }: RolloutActionsProps) {
  const router = useRouter();
  const [chosen, setChosen] = useState<RolloutOffer | null>(null);
  const reasonId = useId();
  const halt = offers.find((offer) => offer.verb === "halt" && offer.whyNot === undefined);
  const pinned = offers.some(({ whyNot }) => whyNot === undefined);
  useHotkeys({ h: halt && (() => setChosen(halt)) });
  return (
    <div className={clsx("flex flex-col gap-1 lg:items-end", pinned && PINNED)}>
      <div className="flex flex-wrap gap-2">
        {offers.map((offer) => (
          <Button
            key={offer.verb}
            variant={looks[offer.verb].danger ? "danger" : "plain"}
            icon={looks[offer.verb].icon}
            keyHint={offer === halt ? "H" : undefined}
            whyNot={offer.whyNot}
            reasonId={reasonId}
            className={pinned && offer.whyNot !== undefined ? "max-lg:hidden" : undefined}
            onClick={() => setChosen(offer)}
          >
            {looks[offer.verb].label}
          </Button>
        ))}
      </div>
      <WhyNotNote
        id={reasonId}
        reasons={offers.flatMap((offer) => offer.whyNot ?? [])}
        className={clsx("max-w-80 lg:text-right", pinned && "max-lg:hidden")}
      />
      {speed && <p className="max-w-96 text-xs text-ink-3 max-lg:hidden lg:text-right">{speed}</p>}
      <ReasonDialog
        action={
          chosen && {
            verb: chosen.verb,
            label: looks[chosen.verb].label,
            consequence: chosen.consequence,
            variant: looks[chosen.verb].danger ? "danger" : "solid",
            asksReason: true,
          }
        }
        onClose={() => setChosen(null)}
        submit={({ reason }) => take({ verb: chosen?.verb ?? "halt", reason })}
        onDone={() => {
          if (chosen) announce(looks[chosen.verb].done);
          setChosen(null);
          router.refresh();
        }}
      />
    </div>
  );
}

/** Narrow, only what can be done covers the page. */
const PINNED =
  "max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-20 max-lg:border-t max-lg:border-line-strong max-lg:bg-surface max-lg:px-4 max-lg:py-2.5";

const looks: Record<SteeringVerb, { label: string; done: string; icon: LucideIcon; danger?: boolean }> = {
  pause: { label: "Pause", done: "Paused: traffic stays as it is", icon: CirclePause },
  resume: { label: "Resume", done: "Resumed", icon: Play },
  halt: { label: "Halt", done: "Halted: traffic is frozen", icon: OctagonPause, danger: true },
  "roll-back": { label: "Roll back", done: "Rolling back", icon: Undo2, danger: true },
};

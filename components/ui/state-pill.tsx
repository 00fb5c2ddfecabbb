import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import {
  Check,
  CircleAlert,
  CircleDashed,
  CirclePause,
  CircleSlash,
  Eye,
  Hourglass,
  Lock,
  OctagonPause,
  PenLine,
  Play,
  Undo2,
  X,
} from "lucide-react";
import type { ReactNode } from "react";
import { type Tone, toneClass, toneColor } from "./tone.ts";

const icons = {
  check: Check,
  cross: X,
  hourglass: Hourglass,
  slash: CircleSlash,
  back: Undo2,
  pen: PenLine,
  dashed: CircleDashed,
  pause: CirclePause,
  halt: OctagonPause,
  play: Play,
  alert: CircleAlert,
  eye: Eye,
  lock: Lock,
} satisfies Record<string, LucideIcon>;

export type StateIcon = keyof typeof icons;

/** How a state looks: a word, a tone and an icon. Plain data, so that it can cross to a client component. */
export type StateLook = { word: string; tone: Tone; icon?: StateIcon | undefined };

type PillProps = {
  tone: Tone;
  icon?: StateIcon | undefined;
  className?: string | undefined;
  children: ReactNode;
};

export function StatePill({ tone, icon, className, children }: PillProps) {
  const Icon = icons[icon ?? toneIcon[tone]];
  return (
    <span
      className={clsx(
        "inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap",
        tone === "none" ? "bg-sunken text-ink-2" : toneClass[tone],
        tone === "none" && "hatched-faint",
        className,
      )}
    >
      <Icon aria-hidden="true" className="size-3.5 shrink-0" />
      {children}
    </span>
  );
}

/** A pill from a look. */
export function Stated({ look, className }: { look: StateLook; className?: string }) {
  return (
    <StatePill tone={look.tone} icon={look.icon} className={className}>
      {look.word}
    </StatePill>
  );
}

/** A fact, not a state: round, class, tier. */
export function Tag({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1 rounded-full bg-sunken px-2 py-0.5 text-xs font-medium whitespace-nowrap text-ink-2">
      {children}
    </span>
  );
}

/** The icon alone in a round or square of its tone, for lists that print the word beside it. */
export function StateMark({
  tone,
  icon,
  square,
}: {
  tone: Tone;
  icon?: StateIcon | undefined;
  square?: boolean;
}) {
  const Icon = icons[icon ?? toneIcon[tone]];
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "grid shrink-0 place-items-center",
        square ? "size-7 rounded-md" : "size-5 rounded-full",
        tone === "none" ? "hatched bg-sunken text-ink-2" : toneClass[tone],
      )}
    >
      <Icon className={square ? "size-4" : "size-3"} />
    </span>
  );
}

/** The icon alone, large enough to be seen across a room, where the word is beside it. */
export function StateSquare({ look: { tone, icon } }: { look: StateLook }) {
  const Icon = icons[icon ?? toneIcon[tone]];
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "grid size-11 shrink-0 place-items-center rounded-lg",
        tone === "none" ? "hatched bg-sunken text-ink-2" : toneClass[tone],
      )}
    >
      <Icon className="size-6" />
    </span>
  );
}

/** The icon alone in its colour, on a ground that already has the tone. */
export function StateGlyph({ tone, icon }: { tone: Tone; icon?: StateIcon | undefined }) {
  const Icon = icons[icon ?? toneIcon[tone]];
  return <Icon aria-hidden="true" className="size-5 shrink-0" style={{ color: toneColor[tone] }} />;
}

const toneIcon: Record<Tone, StateIcon> = {
  pass: "check",
  fail: "cross",
  hold: "hourglass",
  none: "slash",
  yours: "pen",
  plain: "dashed",
};

import { StateMark } from "#components/ui/state-pill.tsx";
import type { Requirement } from "./requirement-words.ts";

/** A mark, what it is of, and its numbers. */
export const RequirementCell = ({
  requirement: { title, detail, tone, icon },
}: {
  requirement: Requirement;
}) => (
  <li className="flex min-w-0 items-start sm:flex-1 sm:basis-40 gap-2.5 px-4 py-2.5">
    <StateMark tone={tone} icon={icon} />
    <span className="min-w-0 text-sm">
      <span className="block font-medium">{title}</span>
      <span className="block text-xs text-ink-2">{detail}</span>
    </span>
  </li>
);

import { StatePill } from "#components/ui/state-pill.tsx";

/** Marks a section that the reader signs. */
export function Yours({ mine }: { mine: boolean }) {
  return mine ? <StatePill tone="yours">Yours to sign</StatePill> : null;
}

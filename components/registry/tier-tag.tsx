import { StatePill, Tag } from "#components/ui/state-pill.tsx";
import type { Tier } from "#lib/registry/tier.ts";

type TierTagProps = {
  tier: Tier;
  /** Whether compliance ever confirmed an assessment of it. */
  confirmed: boolean;
  /** Says "tier", where no header does. */
  named?: boolean;
};

/** A model's tier. One that nobody confirmed is drawn as what has no evidence. */
export function TierTag({ tier, confirmed, named = false }: TierTagProps) {
  const text = named ? `${tier} tier` : tier;
  return confirmed ? <Tag>{text}</Tag> : <StatePill tone="none">{text}, not assessed</StatePill>;
}

import { Time } from "#components/ui/time.tsx";

/** How long ago something was last used; "never" where it was not. */
export const LastSeen = ({ at }: { at: string | null }) =>
  at ? <Time at={at} as="relative" className="text-ink-2" /> : <span className="text-ink-3">never</span>;

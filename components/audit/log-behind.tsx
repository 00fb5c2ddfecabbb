import { countOf } from "#components/ui/format-number.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { LogStateView } from "#lib/audit/views/log-state.ts";

/** A few events are always on their way; more than this many are a fault. */
const BEHIND_TOLERATED = 50;

/** Warns when events wait too long for a place or a signature. */
export function LogBehind({ state: { size, waiting, signedSize } }: { state: LogStateView }) {
  const unsigned = size - signedSize;
  if (waiting <= BEHIND_TOLERATED && unsigned <= BEHIND_TOLERATED) return null;
  return (
    <Notice tone="hold" icon="alert" role="status" title="The log is behind.">
      {waiting > BEHIND_TOLERATED && `${countOf(waiting, "event")} wait for a place in the tree. `}
      {unsigned > BEHIND_TOLERATED && `${countOf(unsigned, "leaf", "leaves")} are not signed yet. `}
      No event is lost: each is recorded together with its change. Ask whoever runs the workers to check them.
    </Notice>
  );
}

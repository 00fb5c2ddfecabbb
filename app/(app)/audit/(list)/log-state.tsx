import type { z } from "zod";
import { countOf, formatNumber } from "#components/ui/format-number.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { logState } from "#lib/audit/queries/log-state.ts";

/** Further behind than this for the moment one looks, somebody should know. */
const BEHIND_TOLERATED = 50;

/** Says so when events wait for their place or their signature; silent while all is well. */
export function LogState({ state }: { state: z.infer<typeof logState.output> }) {
  const { size, waiting, signedSize } = state;
  const unsigned = size - signedSize;
  if (waiting <= BEHIND_TOLERATED && unsigned <= BEHIND_TOLERATED) return null;
  return (
    <Notice tone="hold" icon="alert" role="status" title="The log is behind.">
      {waiting > BEHIND_TOLERATED && `${countOf(waiting, "event")} wait for a place in the tree. `}
      {unsigned > BEHIND_TOLERATED && `${formatNumber(unsigned)} leaves are not signed yet. `}
      Nothing is lost: events are recorded with the changes they tell of. Tell whoever runs the workers.
    </Notice>
  );
}

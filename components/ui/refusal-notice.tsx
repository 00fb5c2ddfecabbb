import type { Refusal } from "#lib/kernel/refusal.ts";
import { Notice } from "./notice.tsx";
import { WayOut } from "./way-out.tsx";

/** Replaces a section that was refused: why, and what to do. */
export function RefusalNotice({ refusal }: { refusal: Refusal }) {
  return (
    <Notice tone="fail" title={refusal.message} action={<WayOut place={refusal.place} />}>
      {refusal.todo}
    </Notice>
  );
}

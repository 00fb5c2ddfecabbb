"use client";

import Link from "next/link";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { ItemList } from "#components/ui/item-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { DecisionLine } from "./decision-line.ts";

/** What was decided last, each with its leaf in the log; laid out where it is shown, as `Waiting` is. */
export function RecentDecisions({ lines }: { lines: readonly DecisionLine[] }) {
  return (
    <Sheet
      title="Recent decisions"
      provenance={
        <Link href="/audit" className="hover:text-ink hover:underline">
          audit trail
        </Link>
      }
      flush
    >
      {lines.length === 0 && <EmptyState title="No decisions yet" />}
      <ItemList
        items={lines.map(({ leafIndex, at, id, detail, ...line }) => ({
          ...line,
          key: id,
          detail: (
            <>
              {detail && `${detail}, `}
              <Time at={at} as="relative" />
            </>
          ),
          trailing:
            leafIndex === null ? (
              "being sealed"
            ) : (
              <Digest value={formatNumber(leafIndex)} label="leaf" href={`/audit/${leafIndex}`} />
            ),
        }))}
      />
    </Sheet>
  );
}

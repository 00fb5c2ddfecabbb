import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ItemList } from "#components/ui/item-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { StateIcon } from "#components/ui/state-pill.tsx";
import { Deadline, Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";

export type WaitingItem = {
  id: string;
  title: string;
  detail: string;
  href: string;
  dueAt: string | null;
  /** "Review", "Open", "Start" */
  action: string;
  icon?: StateIcon | undefined;
};

/** What only the reader can move on, the most urgent first; only that one has a solid button. */
export function Waiting({ items }: { items: readonly WaitingItem[] }) {
  return (
    <Sheet title="Waiting for you" provenance={items.length > 0 ? `all ${items.length}` : undefined} flush>
      {items.length === 0 ? (
        <EmptyState icon={CircleCheck} title="Nothing waits for you">
          What needs you appears here: a seat to sign, an approval to start, an answer to give.
        </EmptyState>
      ) : (
        <ItemList
          items={items.map((item, index) => ({
            key: item.id,
            title: item.title,
            detail: item.detail,
            tone: "yours",
            icon: item.icon,
            href: item.href,
            trailing: (
              <>
                {item.dueAt && <Deadline at={item.dueAt} className="font-medium" />}
                <ButtonLink
                  href={item.href}
                  variant={index === 0 ? "solid" : "plain"}
                  aria-label={`${item.action}: ${item.title}`}
                >
                  {item.action}
                </ButtonLink>
              </>
            ),
          }))}
        />
      )}
    </Sheet>
  );
}

export type RecentDecision = {
  id: string;
  title: string;
  detail: string;
  tone: Tone;
  icon?: StateIcon | undefined;
  href: string;
  at: string;
  /** Index in the audit log; null while it is not sequenced yet. */
  leafIndex: number | null;
};

export function RecentDecisions({ decisions }: { decisions: readonly RecentDecision[] }) {
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
      {decisions.length === 0 && <EmptyState title="No decision has been recorded yet" />}
      <ItemList
        items={decisions.map((decision) => ({
          key: decision.id,
          title: decision.title,
          detail: (
            <>
              {decision.detail && `${decision.detail}, `}
              <Time at={decision.at} as="relative" />
            </>
          ),
          tone: decision.tone,
          icon: decision.icon,
          href: decision.href,
          trailing:
            decision.leafIndex === null ? (
              "being sealed"
            ) : (
              <Digest
                value={decision.leafIndex.toLocaleString("en-GB")}
                label="leaf"
                href={`/audit/${decision.leafIndex}`}
              />
            ),
        }))}
      />
    </Sheet>
  );
}

export type AttentionItem = {
  id: string;
  title: string;
  detail: string;
  tone: Tone;
  icon?: StateIcon | undefined;
  href?: string | undefined;
};

export function NeedsAttention({ items }: { items: readonly AttentionItem[] }) {
  return (
    <Sheet title="Needs attention" flush>
      {items.length === 0 && (
        <EmptyState title="Nothing stands out">
          No approval is about to end, no metric is silent, no seat is empty.
        </EmptyState>
      )}
      <ItemList items={items.map(({ id, ...item }) => ({ key: id, ...item }))} />
    </Sheet>
  );
}

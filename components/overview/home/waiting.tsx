"use client";

import { CircleCheck } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ItemList } from "#components/ui/item-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Deadline } from "#components/ui/time.tsx";
import type { WaitingLine } from "./waiting-words.ts";

/**
 * What only the reader can move on, the most urgent first; only that one has a solid button. Laid out where it is shown: the
 * words alone travel, not the markup of every line.
 */
export function Waiting({ lines }: { lines: readonly WaitingLine[] }) {
  return (
    <Sheet title="Waiting for you" provenance={lines.length > 0 ? `all ${lines.length}` : undefined} flush>
      {lines.length === 0 ? (
        <EmptyState icon={CircleCheck} title="Nothing needs you">
          Seats to sign, approved releases to start, requested changes and halted rollouts appear here.
        </EmptyState>
      ) : (
        <ItemList
          items={lines.map((line, index) => ({
            key: line.id,
            title: line.title,
            detail: line.detail,
            tone: "yours",
            icon: line.icon,
            href: line.href,
            trailing: (
              <>
                {line.dueAt && <Deadline at={line.dueAt} className="font-medium" />}
                <ButtonLink
                  href={line.href}
                  variant={index === 0 ? "solid" : "plain"}
                  aria-label={`${line.action}: ${line.title}`}
                >
                  {line.action}
                </ButtonLink>
              </>
            ),
          }))}
        />
      )}
    </Sheet>
  );
}

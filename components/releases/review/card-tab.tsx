import type { ReactNode } from "react";
import { ModelCard } from "#components/registry/model-card.tsx";
import { CardDiff, DiffLines } from "#components/releases/card-diff.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { changedPart, diffLines } from "#lib/kernel/line-diff.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { Yours } from "./yours.tsx";

type CardProps = { release: Pick<ReleasePageView, "card" | "number"> };

/** The card under review, and above it what changed since the live version's. */
export function CardTab({ release: { card } }: CardProps) {
  const lines = linesOf(card);
  const changed = lines.some(({ kind }) => kind !== "same");
  return (
    <>
      {card.base !== null && changed && (
        <Sheet title="Against the live version's card" provenance="removed red, added green">
          <DiffLines lines={changedPart(lines, 3)} />
        </Sheet>
      )}
      <ModelCard markdown={card.candidate || null} provenance={`revision ${card.revision}`} />
    </>
  );
}

/** The first changed lines, with a way to all of them. */
export function CardSummary({
  release: { card, number },
  mine,
  threads,
}: CardProps & { mine: boolean; threads?: ReactNode }) {
  return (
    <CardDiff
      lines={changedPart(linesOf(card), 1)}
      provenance={
        <>
          {threads}
          <Yours mine={mine} /> revision {card.revision}
        </>
      }
      title={card.base === null ? "First model card" : undefined}
      href={`/releases/${number}?tab=card`}
    />
  );
}

const linesOf = ({ base, candidate }: ReleasePageView["card"]) => diffLines(base ?? "", candidate);

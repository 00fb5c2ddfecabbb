import { PenLine } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { cardCompleteness } from "#lib/registry/card.ts";
import type { Tier } from "#lib/registry/tier.ts";
import type { CardText } from "#lib/registry/views/card.ts";

type CardCompletenessProps = {
  card: Pick<CardText, "markdown" | "revision">;
  tier: Tier;
  /** Where it is edited; none where it is shown as it was signed. */
  editHref?: string | undefined;
};

/** How many of the sections that the model's tier requires are in the card. */
export function CardCompleteness({ card, tier, editHref }: CardCompletenessProps) {
  const { asked, missing } = cardCompleteness(card.markdown, tier);
  return (
    <Sheet title="Card" provenance={`revision ${card.revision}`}>
      <div className="flex items-center gap-3">
        <span className="font-mono text-xl font-semibold tabular-nums">
          {asked.length - missing.length}/{asked.length}
        </span>
        <p className="text-xs text-ink-2">
          sections required of a {tier}-tier model.
          {missing.length > 0 && (
            <>
              {" "}
              Missing: <span className="text-hold">{missing.join(", ")}</span>
            </>
          )}
        </p>
      </div>
      {editHref && (
        <div className="mt-3">
          <ButtonLink href={editHref} icon={PenLine}>
            Edit the card
          </ButtonLink>
        </div>
      )}
    </Sheet>
  );
}

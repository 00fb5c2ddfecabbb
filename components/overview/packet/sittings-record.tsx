import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { decided } from "#lib/councils/decided.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { ReleaseEventView } from "#lib/releases/views/release-event.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";

type SittingsRecordProps = { release: Pick<ReleasePageView, "events" | "sections"> };

/** The sittings in which its council heard it, with the verdicts that were given there. */
export function SittingsRecord({ release: { events, sections } }: SittingsRecordProps) {
  const heard = Map.groupBy(
    events.filter(({ sitting }) => sitting !== null),
    ({ sitting }) => sitting!.id,
  );
  if (heard.size === 0) return null;
  return (
    <Sheet title="Heard in a sitting" provenance={sections.policy.council} flush>
      <ol className="divide-y divide-line text-sm">
        {[...heard].map(([id, of]) => (
          <li key={id} className="py-2.5">
            <SittingHeard events={of} />
          </li>
        ))}
      </ol>
    </Sheet>
  );
}

function SittingHeard({ events }: { events: readonly ReleaseEventView[] }) {
  const [{ sitting }] = events as readonly [ReleaseEventView, ...ReleaseEventView[]];
  const recorded = events.find(({ action }) => action === "release.heard");
  const verdicts = events.filter(({ action }) => action === "verdict.cast").toReversed();
  return (
    <>
      <p>
        {sitting && (
          <a href={`/councils/${sitting.council}/sittings/${sitting.id}`} className="font-medium">
            Sitting {sitting.number}
          </a>
        )}
        {recorded ? (
          <>
            , recorded <Time at={recorded.at} />
          </>
        ) : (
          ", not recorded yet"
        )}
      </p>
      <p className="text-ink-2">
        {verdicts.length === 0
          ? "No verdict was given in it: what counted was signed before, in writing."
          : `Given in it: ${verdicts.map(verdictText).join("; ")}.`}
      </p>
    </>
  );
}

const verdictText = ({ actor, decision, seat }: ReleaseEventView): string =>
  [actor, decision ? decided[decision] : "decided", ...(seat ? [`for ${functionLabels[seat]}`] : [])].join(
    " ",
  );

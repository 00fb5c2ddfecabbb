import { releaseLooks } from "#components/releases/release-looks.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { WayOut } from "#components/ui/way-out.tsx";
import type { ReleaseState } from "#lib/releases/release.ts";
import type { Ending } from "./ending.ts";

type EndedProps = { state: ReleaseState; ending: Ending };

/** How a release ended, in place of the checks that led while it could still be decided. */
export function EndedSheet({ state, ending: { text, at, reason, places } }: EndedProps) {
  const { tone, icon } = releaseLooks[state];
  return (
    <Sheet title="How it ended" provenance={at && <Time at={at} />}>
      <div className="flex items-start gap-3 text-sm">
        <StateMark tone={tone} icon={icon} />
        <div className="min-w-0">
          <p className="font-medium">{text}</p>
          {reason && <p className="mt-1 whitespace-pre-line text-ink-2 wrap-anywhere">{reason}</p>}
          <p className="mt-1 flex flex-wrap gap-x-3">
            {places.map((place) => (
              <WayOut key={place.href} place={place} />
            ))}
          </p>
        </div>
      </div>
    </Sheet>
  );
}

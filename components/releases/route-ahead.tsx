import { ScrollText } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import type { Route } from "./release-draft.ts";

type RouteAheadProps = { route: Route | undefined; tier: string | undefined; children: ReactNode };

/** Whom a release will have to convince and which gates it will meet, before it is sent. */
export function RouteAhead({ route, tier, children }: RouteAheadProps) {
  return (
    <Sheet title="What it will meet" provenance={route?.policy} className="lg:sticky lg:top-17">
      {route ? (
        <div className="flex flex-col gap-4 text-sm">
          <Marked title={`Signatures, for a ${tier ?? ""}-tier model`} words={route.seats} icon="pen" />
          <Marked title="Gates" words={route.gates} icon="lock" />
        </div>
      ) : (
        <EmptyState icon={ScrollText} title="No route for this">
          Choose a model first. If there is one, the policy names no council for its tier and class.
        </EmptyState>
      )}
      <div className="mt-4">{children}</div>
      <p className="mt-2 text-xs text-ink-3">
        Opens as a draft. You cannot sign it yourself, nor can anyone who made the version.
      </p>
    </Sheet>
  );
}

function Marked({ title, words, icon }: { title: string; words: readonly string[]; icon: "pen" | "lock" }) {
  return (
    <div>
      <h3 className="mb-1.5 text-xs text-ink-3">{title}</h3>
      <ul className="flex flex-col gap-1.5">
        {words.map((word) => (
          <li key={word} className="flex items-center gap-2">
            <StateMark tone="plain" icon={icon} />
            {word}
          </li>
        ))}
      </ul>
    </div>
  );
}

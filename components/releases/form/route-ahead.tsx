import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { either, listed } from "#lib/kernel/listed.ts";
import type { ReleasePreviewView } from "#lib/releases/views/release-preview.ts";
import type { Ahead } from "./use-route.ts";

/** Who would review a release and what is checked, before it is opened. */
export function RouteAhead({ ahead, children }: { ahead: Ahead; children: ReactNode }) {
  const policy = ahead.kind === "known" ? `policy ${ahead.route.policyVersion}` : undefined;
  return (
    <Sheet title="Reviewers and checks" provenance={policy} className="lg:sticky lg:top-17">
      <div aria-live="polite" aria-busy={ahead.kind === "looking"}>
        {ahead.kind === "looking" && <p className="text-sm text-ink-2">Reading the policy.</p>}
        {ahead.kind === "refused" && (
          <Notice tone="hold" icon="alert" title={ahead.problem.title}>
            {ahead.problem.todo}
          </Notice>
        )}
        {ahead.kind === "failed" && (
          <Notice
            tone="hold"
            icon="alert"
            title="Reviewers and checks are not known now."
            action={<Button onClick={ahead.again}>Try again</Button>}
          >
            {ahead.problem.title} {ahead.problem.todo}
          </Notice>
        )}
        {ahead.kind === "known" && <Review route={ahead.route} />}
      </div>
      <div className="mt-4">{children}</div>
    </Sheet>
  );
}

function Review({ route }: { route: ReleasePreviewView }) {
  const days = route.reviewDays === 1 ? "1 day" : `${route.reviewDays} days`;
  return (
    <div className="flex flex-col gap-4 text-sm">
      <div>
        <h3 className="mb-1.5 text-xs text-ink-3">
          {route.council}, for a {route.tier}-tier model, within {days}
        </h3>
        <ul className="flex flex-col gap-1.5">
          {route.seats.map((seat) => (
            <li key={seat.function} className="flex items-start gap-2">
              <StateMark tone={seat.candidates.length < seat.min ? "fail" : "plain"} icon="pen" />
              <span>
                {functionLabels[seat.function]}
                {seat.min > 1 && `, ${seat.min} people`}
                <span className="block text-xs text-ink-3">{whoMay(seat)}</span>
              </span>
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h3 className="mb-1.5 text-xs text-ink-3">Checks</h3>
        <ul className="flex flex-col gap-1.5">
          {route.checks.map((check) => (
            <li key={check.id} className="flex items-start gap-2">
              <StateMark tone={check.status === "waived" ? "hold" : check.status} />
              <span>
                {check.title}
                <span className="block text-xs text-ink-3">{check.message}</span>
              </span>
            </li>
          ))}
        </ul>
      </div>
      {route.excluded.length > 0 && <p className="text-xs text-ink-3">Cannot sign: {barred(route)}.</p>}
    </div>
  );
}

const whoMay = ({ candidates, min }: ReleasePreviewView["seats"][number]): string =>
  candidates.length < min ? "too few eligible reviewers" : either(candidates);

const barred = ({ excluded }: ReleasePreviewView): string =>
  listed([...new Set(excluded.map(({ name }) => name))]);

import type { ReactNode } from "react";
import { Digest } from "#components/ui/digest.tsx";
import { type Item, ItemList } from "#components/ui/item-list.tsx";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatePill, Tag } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { either } from "#lib/kernel/listed.ts";
import type { WaiverPageView } from "#lib/releases/views/waivers.ts";
import { endText, repeatText, scopeText, stateLooks } from "./waiver-words.ts";

type WaiverViewProps = {
  view: WaiverPageView;
  /** The reader's part, where there is one. */
  decision: ReactNode;
  extend: ReactNode;
};

/** One waiver: the gate, why it is not met, what is done instead, its terms and who signed them. */
export function WaiverView({ view, decision, extend }: WaiverViewProps) {
  const { number, gate, state, nth, tier, policy } = view;
  const { word, tone, icon } = stateLooks[state];
  const repeat = repeatText(nth);
  return (
    <>
      <PageHead
        marks={
          <>
            <StatePill tone={tone} icon={icon}>
              {word}
            </StatePill>
            {repeat && (
              <StatePill tone="hold" icon="back">
                {repeat} in half a year
              </StatePill>
            )}
            <Tag>{tier}</Tag>
            <span>policy {policy}</span>
          </>
        }
        title={`Waiver ${number}: ${gate.title}`}
        lede={`For ${scopeText(view)}. ${view.message}`}
      />
      <WithRail railLabel="Your part in this waiver" pinned={decision} rail={extend} railLast>
        <Sheet
          title="Why and what is done instead"
          provenance={view.open && <Digest value={view.open.digest} />}
        >
          <dl className="grid gap-3 text-sm">
            <Told term="Why the gate is not met" text={view.reason} />
            <Told term="What could go wrong" text={view.risk} />
            <Told term="What is done instead" text={view.measures} />
          </dl>
        </Sheet>
        <Sheet title="From when until when" flush>
          <p className="pt-3 text-sm">
            <Time at={view.startsAt} /> until <Time at={view.endsAt} />: {endText(view)}.
          </p>
          {view.open && (
            <p className="pt-1 text-sm text-ink-2">
              {awaited(view.open.candidates, functionLabels[view.seat])}
            </p>
          )}
          <ItemList items={view.terms.map(itemOf)} />
          {view.withdrawn && (
            <p className="pb-3 text-sm text-ink-2">
              Withdrawn by {view.withdrawn.by}, <Time at={view.withdrawn.at} />.
            </p>
          )}
        </Sheet>
      </WithRail>
    </>
  );
}

const Told = ({ term, text }: { term: string; text: string }) => (
  <div>
    <dt className="text-xs text-ink-3">{term}</dt>
    <dd className="whitespace-pre-line wrap-anywhere">{text}</dd>
  </div>
);

const awaited = (candidates: readonly string[], seat: string): string =>
  candidates.length > 0
    ? `Can be signed by ${either(candidates)}, for ${seat}.`
    : `Nobody here can sign it: it takes a holder of ${seat} who neither asked for it nor had a part in the release.`;

const LOOKS = {
  open: { tone: "hold", icon: "hourglass", word: "waits to be signed" },
  granted: { tone: "pass", icon: "check", word: "granted" },
  refused: { tone: "fail", icon: "cross", word: "refused" },
} as const;

const itemOf = ({
  term,
  state,
  endsAt,
  askedBy,
  reason,
  signature,
}: WaiverPageView["terms"][number]): Item => ({
  key: `${term}`,
  ...LOOKS[state],
  title: `${term === 1 ? "First term" : `Extension ${term - 1}`}, ${LOOKS[state].word}`,
  detail: (
    <>
      <span className="block">
        requested by {askedBy}: {reason}
      </span>
      {signature && (
        <span className="block">
          {signature.decision === "approve" ? "signed" : "refused"} by {signature.signerName}
          {signature.comment && `: “${signature.comment}”`}
        </span>
      )}
    </>
  ),
  trailing: (
    <>
      until <Time at={endsAt} as="date" />
    </>
  ),
});

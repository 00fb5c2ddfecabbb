import type { ReactNode } from "react";
import { causeWords } from "#components/councils/cause-words.ts";
import { signedSeatItem } from "#components/councils/signed-seat.tsx";
import { capital } from "#components/ui/capital.ts";
import { Digest } from "#components/ui/digest.tsx";
import { type Item, ItemList } from "#components/ui/item-list.tsx";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatePill, Tag } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ReviewPageView } from "#lib/releases/views/reviews.ts";
import { followsText, lookOf } from "./review-words.ts";

type ReviewViewProps = { view: ReviewPageView; decision: ReactNode };

/** One re-review: what is live, why it is looked at again, and who found what. */
export function ReviewView({ view, decision }: ReviewViewProps) {
  const { number, model, version, pointer, tier, policy, release, told, digest, round } = view;
  const { word, tone, icon } = lookOf(view);
  return (
    <>
      <PageHead
        marks={
          <>
            <StatePill tone={tone} icon={icon}>
              {word}
            </StatePill>
            <Tag>{tier}</Tag>
            <span>
              due <Time at={view.dueAt} as="date" />
            </span>
            <span>policy {policy}</span>
          </>
        }
        title={`Re-review ${number}: ${model} v${version} on ${pointer}`}
        lede={followsText(view)}
      />
      <WithRail
        railLabel="Your part in this re-review"
        pinned={decision}
        rail={<Council view={view} />}
        railLast
      >
        <Sheet title="Why it is reviewed again" provenance={`round ${round}`} flush>
          <ItemList items={told.map(causeItem)} />
        </Sheet>
        <Sheet title="What is live" provenance={<Digest value={digest} />}>
          <p className="text-sm">
            <a href={`/models/${model}/versions/${version}`} className="hover:underline">
              {model} v{version}
            </a>{" "}
            on {pointer} by{" "}
            <a href={`/releases/${release}`} className="hover:underline">
              release {release}
            </a>
            , live since <Time at={view.liveSince} as="date" />.
          </p>
        </Sheet>
      </WithRail>
    </>
  );
}

const causeItem = (
  { cause, at, reason, evidence, shown }: ReviewPageView["told"][number],
  nth: number,
): Item => ({
  key: String(nth),
  tone: "hold",
  icon: "alert",
  title: capital(causeWords[cause]),
  detail: (
    <>
      <span className="block">
        <Time at={at} />
        {shown && (
          <>
            :{" "}
            <a href={shown.href} className="hover:underline">
              {shown.label}
            </a>
          </>
        )}
      </span>
      {reason && <span className="block whitespace-pre-line wrap-anywhere">{reason}</span>}
      {evidence && <span className="block wrap-anywhere">Evidence: {evidence}</span>}
    </>
  ),
});

const Council = ({ view }: { view: ReviewPageView }) => (
  <Sheet title={view.council} provenance={`${view.seatsMet} of ${view.seatsAll} met`} flush>
    <ItemList items={view.seats.map((seat) => signedSeatItem(seat, saidOf))} />
  </Sheet>
);

const saidOf = ({
  by,
  at,
  decision,
  comment,
  conditions,
}: ReviewPageView["seats"][number]["signed"][number]) => (
  <span key={`${by} ${at}`} className="block wrap-anywhere">
    {decision === "approve" ? "still fit" : "not fit"}, signed by {by} <Time at={at} />
    {comment && `: “${comment}”`}
    {conditions.map(({ text, owner, dueAt }) => (
      <span key={text} className="block">
        On condition: {text} ({owner}, due <Time at={dueAt} as="date" />)
      </span>
    ))}
  </span>
);

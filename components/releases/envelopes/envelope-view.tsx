import type { ReactNode } from "react";
import { signedSeatItem } from "#components/councils/signed-seat.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ItemList } from "#components/ui/item-list.tsx";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatePill, Tag } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { PARTS } from "#lib/councils/envelope.ts";
import { catalogued } from "#lib/metrics/catalogue.ts";
import type { EnvelopePageView } from "#lib/releases/views/envelopes.ts";
import { boundText, endText, leftText, partsText, stateLooks } from "./envelope-words.ts";

type EnvelopeViewProps = { view: EnvelopePageView; decision: ReactNode };

/** One envelope: what may change and by how much, who signed it, and what went out under it. */
export function EnvelopeView({ view, decision }: EnvelopeViewProps) {
  const { number, model, pointer, state, tier, policy, base } = view;
  const { word, tone, icon } = stateLooks[state];
  return (
    <>
      <PageHead
        marks={
          <>
            <StatePill tone={tone} icon={icon}>
              {word}
            </StatePill>
            <Tag>{tier}</Tag>
            <span>{leftText(view)}</span>
            <span>policy {policy}</span>
          </>
        }
        title={`Envelope ${number}: ${model} on ${pointer}`}
        lede={`Measured against release ${base.release} (v${base.version}), the last that the whole council reviewed. Now: ${endText(view)}.`}
      />
      <WithRail
        railLabel="Your part in this envelope"
        pinned={decision}
        rail={<Signed view={view} />}
        railLast
      >
        <Sheet title="What may change, and by how much" provenance={<Digest value={view.digest} />}>
          <Bounds view={view} />
        </Sheet>
        <Sheet title="Why" provenance={`proposed by ${view.proposedBy}`}>
          <p className="whitespace-pre-line text-sm wrap-anywhere">{view.reason}</p>
        </Sheet>
        <Sheet title="Went out under it" provenance={leftText(view)} flush>
          <DataTable
            caption="Releases under this envelope"
            rows={view.released}
            rowKey={({ use }) => String(use)}
            rowHref={({ release }) => `/releases/${release}`}
            empty={<EmptyState title="Nothing yet" />}
            columns={[
              { key: "release", header: "Release", cell: ({ release }) => `Release ${release}` },
              { key: "use", header: "Use", cell: ({ use }) => use },
              { key: "at", header: "Started", cell: ({ at }) => <Time at={at} />, align: "right" },
            ]}
          />
        </Sheet>
      </WithRail>
    </>
  );
}

function Bounds({ view }: { view: EnvelopePageView }) {
  const { gates, sizePercent, firstPercent, stepPercent, uses } = view;
  return (
    <div className="flex flex-col gap-4 text-sm">
      <p>{partsText(view.mayChange, PARTS)}</p>
      <DataTable
        caption="Metrics that bound it"
        rows={view.metrics}
        rowKey={({ metric, dataset }) => `${metric} ${dataset}`}
        columns={[
          {
            key: "metric",
            header: "Metric",
            cell: ({ metric }) => catalogued(metric)?.title ?? metric,
            second: ({ dataset }) => <Digest value={dataset} />,
          },
          { key: "worse", header: "Worse by at most", cell: ({ worse }) => worse, align: "right" },
          { key: "edge", header: "So", cell: boundText, wide: true },
        ]}
      />
      <dl className="grid gap-3 sm:grid-cols-3">
        <Told term="Size of the files" text={`within ${sizePercent} %`} />
        <Told term="First share of traffic" text={`at most ${firstPercent} %`} />
        <Told term="Largest step of traffic" text={`at most ${stepPercent} points`} />
        <Told
          term="Gates that must pass without a waiver"
          text={gates.length > 0 ? gates.map(({ title }) => title).join(", ") : "those of the policy"}
        />
        <Told term="Uses" text={String(uses)} />
        <div>
          <dt className="text-xs text-ink-3">From and until</dt>
          <dd>
            <Time at={view.startsAt} as="date" /> until <Time at={view.endsAt} as="date" />
          </dd>
        </div>
      </dl>
      {view.revoked && (
        <p className="text-ink-2">
          Revoked by {view.revoked.by}, <Time at={view.revoked.at} />.
        </p>
      )}
    </div>
  );
}

const Told = ({ term, text }: { term: string; text: string }) => (
  <div>
    <dt className="text-xs text-ink-3">{term}</dt>
    <dd className="wrap-anywhere">{text}</dd>
  </div>
);

const Signed = ({ view }: { view: EnvelopePageView }) => (
  <Sheet title="Council" provenance={`${view.seatsMet} of ${view.seatsAll} met`} flush>
    <ItemList items={view.seats.map((seat) => signedSeatItem(seat, saidOf))} />
  </Sheet>
);

const saidOf = ({ by, decision, comment }: EnvelopePageView["seats"][number]["signed"][number]) => (
  <span key={by} className="block">
    {decision === "approve" ? "signed" : "refused"} by {by}
    {comment && `: “${comment}”`}
  </span>
);

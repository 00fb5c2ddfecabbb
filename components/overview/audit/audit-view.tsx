import { Download } from "lucide-react";
import { LogBehind } from "#components/audit/log-behind.tsx";
import type { Trail } from "#components/audit/trail.ts";
import { WitnessesLine } from "#components/audit/witnesses-line.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import type { Choice } from "#components/ui/field.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { hrefWith, pagerHrefs } from "#components/ui/href-with.ts";
import { Notice } from "#components/ui/notice.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AuditActor, AuditFiltersView } from "#lib/audit/views/audit-filters.ts";
import type { EventPageView } from "#lib/audit/views/event.ts";
import type { LogStateView } from "#lib/audit/views/log-state.ts";
import type { LogWitnessesView } from "#lib/audit/views/log-witnesses.ts";
import { EVENT_NOUNS } from "../event-nouns.ts";
import { EventTable } from "./event-table.tsx";
import { namesOf } from "./names-of.ts";

type AuditViewProps = {
  page: EventPageView;
  /** What the trail can be filtered by. */
  choices: AuditFiltersView;
  /** How the log stands; undefined where it could not be read. */
  state: LogStateView | undefined;
  /** Who cosigns it; undefined where that could not be read. */
  witnessed: LogWitnessesView | undefined;
  trail: Trail;
};

/** The audit trail: everything that was ever done here, searchable, each with its place in the log. */
export function AuditView({ page, choices, state, witnessed, trail }: AuditViewProps) {
  const { items, nextCursor } = page;
  const { asked, cursor, filter } = trail;
  return (
    <>
      <PageHead
        title="Audit trail"
        lede="Every change, with proof of when it was recorded and that it has not been altered since."
        actions={
          <ButtonLink href={hrefWith("/api/v1/audit/events.csv", filter)} icon={Download} download>
            Export as CSV
          </ButtonLink>
        }
      />
      {asked.asOf && <AsOf at={asked.asOf} now={hrefWith("/audit", { ...asked, asOf: undefined })} />}
      <TrailFilters choices={choices} asked={asked} />
      {state && <LogBehind state={state} />}
      {witnessed && <WitnessesLine {...witnessed} />}
      <EventTable
        events={items}
        names={namesOf(choices)}
        treeSize={state?.size ?? 0}
        {...pagerHrefs("/audit", { cursor, nextCursor }, asked)}
      />
    </>
  );
}

function TrailFilters({
  choices: { actors, models },
  asked,
}: {
  choices: AuditFiltersView;
  asked: Trail["asked"];
}) {
  const choicesOf = (kind: AuditActor["kind"]) =>
    actors.filter((actor) => actor.kind === kind).map(({ id, name }) => ({ value: id, label: name }));
  const tokens = choicesOf("token");
  return (
    <FilterBar
      search={{ name: "q", placeholder: "person, action or stream" }}
      filters={[
        { name: "person", label: "Person", choices: choicesOf("person") },
        ...(tokens.length > 0 || asked.actor
          ? [{ name: "actor", label: "Token", choices: withAsked(tokens, asked.actor) }]
          : []),
        { name: "action", label: "What", choices: EVENT_NOUNS },
        { name: "model", label: "Model", choices: models },
      ]}
      moments={[
        { name: "from", label: "From", edge: "start" },
        { name: "to", label: "To", edge: "end" },
      ]}
      ticks={[{ name: "without", value: "sign-ins", label: "Without sign-ins" }]}
    />
  );
}

/** The choices with what the address asks for, so that no filter acts unseen. */
const withAsked = (choices: readonly Choice[], asked: string | undefined): readonly Choice[] =>
  asked && choices.every(({ value }) => value !== asked)
    ? [...choices, { value: asked, label: asked }]
    : choices;

function AsOf({ at, now }: { at: string; now: string }) {
  return (
    <Notice
      tone="yours"
      icon="dashed"
      title={
        <>
          As of <Time at={at} as="second" />.
        </>
      }
      action={<ButtonLink href={now}>Back to now</ButtonLink>}
    >
      Later events are hidden.
    </Notice>
  );
}

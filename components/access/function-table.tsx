import Link from "next/link";
import { Button } from "#components/ui/button.tsx";
import { capital } from "#components/ui/capital.ts";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ListedGrant } from "#lib/access/views/function-list.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { grantStates } from "./function-words.ts";

export type GrantChange = "confirm" | "decline" | "remove";

type FunctionTableProps = {
  grants: readonly ListedGrant[];
  /** Whose functions they are, where all are one person's: their name then stays out of the rows. */
  of?: string | undefined;
  /** Whether the reader withdraws proposals and removes functions. */
  administers: boolean;
  /** Whether the reader ends proposals. */
  declines: boolean;
  whyYouWait: string | null;
  ask: (what: GrantChange, grant: ListedGrant) => void;
};

export function FunctionTable({ grants, of, ask, ...reader }: FunctionTableProps) {
  const held: Column<ListedGrant> = {
    key: "function",
    header: "Function",
    wide: true,
    cell: ({ function: name }) => functionLabels[name],
  };
  const person: Column<ListedGrant> = {
    key: "person",
    header: "Person",
    cell: (grant) => <Holder grant={grant} linked={reader.administers} />,
  };
  const acts: Column<ListedGrant> = {
    key: "acts",
    header: "Acts",
    quietHeader: true,
    className: "sm:text-right max-sm:order-4! max-sm:basis-full",
    cell: (grant) => <GrantActs grant={grant} ask={ask} {...reader} />,
  };
  return (
    <DataTable
      caption="Functions"
      rows={grants}
      rowKey={({ personId, function: name }) => `${personId} ${name}`}
      empty={<NoFunction of={of} />}
      columns={[...(of === undefined ? [person, held] : [held]), ...steps, acts]}
    />
  );
}

const steps: readonly Column<ListedGrant>[] = [
  { key: "state", header: "State", quietHeader: true, cell: (grant) => <GrantState grant={grant} /> },
  { key: "proposed", header: "Proposed", cell: ({ proposed }) => <StepBy step={proposed} /> },
  { key: "confirmed", header: "Confirmed", cell: ({ confirmed }) => <StepBy step={confirmed} /> },
  {
    key: "from",
    header: "In effect",
    wide: true,
    cell: ({ holdsFrom }) =>
      holdsFrom ? (
        <Time at={holdsFrom} className="text-ink-2" />
      ) : (
        <span className="text-ink-3">not yet</span>
      ),
  },
];

function Holder({ grant: { personId, name }, linked }: { grant: ListedGrant; linked: boolean }) {
  if (!linked) return name;
  return (
    <Link href={`/people/${personId}`} className="hover:underline">
      {name}
    </Link>
  );
}

const NoFunction = ({ of }: Pick<FunctionTableProps, "of">) =>
  of === undefined ? (
    <EmptyState title="Nobody holds a function yet">
      An admin proposes two reviewers for different functions; those two confirm each other. Until both did,
      only releases of the low tier can be approved.
    </EmptyState>
  ) : (
    <EmptyState title="No function">
      {`${of} signs for nothing. An admin proposes a function; a holder of another one confirms it.`}
    </EmptyState>
  );

function GrantState({ grant: { state } }: { grant: ListedGrant }) {
  const { word, tone } = grantStates[state];
  return <StatePill tone={tone}>{word}</StatePill>;
}

function StepBy({ step }: { step: ListedGrant["proposed"] }) {
  if (!step) return <span className="text-ink-3">–</span>;
  return (
    <span>
      {capital(step.by)}
      <span className="block text-xs text-ink-3">
        <Time at={step.at} />
      </span>
    </span>
  );
}

type GrantActsProps = Omit<FunctionTableProps, "grants" | "of"> & { grant: ListedGrant };

function GrantActs({ grant, administers, declines, whyYouWait, ask }: GrantActsProps) {
  const { state, whyNotConfirm } = grant;
  const whom = `${functionLabels[grant.function]} of ${grant.name}`;
  if (state !== "proposed")
    return administers ? (
      <Button variant="quiet" aria-label={`Remove ${whom}`} onClick={() => ask("remove", grant)}>
        Remove
      </Button>
    ) : null;
  return (
    <span className="inline-flex flex-wrap justify-end gap-2">
      {declines && (
        <Button variant="quiet" aria-label={`Decline ${whom}`} onClick={() => ask("decline", grant)}>
          {administers ? "Withdraw" : "Decline"}
        </Button>
      )}
      <Button
        aria-label={`Confirm ${whom}`}
        whyNot={whyNotConfirm ?? whyYouWait ?? undefined}
        onClick={() => ask("confirm", grant)}
      >
        Confirm
      </Button>
    </span>
  );
}

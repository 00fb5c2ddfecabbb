import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ListedGrant } from "#lib/access/views/function-list.ts";
import { grantStates } from "./function-words.ts";
import { functionLabels } from "./words.ts";

export type GrantChange = "confirm" | "decline" | "remove";

type FunctionTableProps = {
  grants: readonly ListedGrant[];
  /** Whether the reader withdraws proposals and removes functions. */
  administers: boolean;
  whyYouWait: string | null;
  ask: (what: GrantChange, grant: ListedGrant) => void;
};

export function FunctionTable({ grants, administers, whyYouWait, ask }: FunctionTableProps) {
  return (
    <DataTable
      caption="Functions"
      rows={grants}
      rowKey={({ personId, function: name }) => `${personId} ${name}`}
      empty={
        <EmptyState title="Nobody holds a function yet">
          An admin proposes two reviewers for different functions; those two confirm each other. Until both
          did, only releases of the low tier can be approved.
        </EmptyState>
      }
      columns={[
        { key: "person", header: "Person", cell: ({ name }) => name },
        { key: "function", header: "Function", cell: ({ function: name }) => functionLabels[name] },
        { key: "state", header: "State", cell: (grant) => <GrantState grant={grant} /> },
        { key: "proposed", header: "Proposed", cell: ({ proposed }) => <StepBy step={proposed} /> },
        { key: "confirmed", header: "Confirmed", cell: ({ confirmed }) => <StepBy step={confirmed} /> },
        {
          key: "acts",
          header: "Acts",
          quietHeader: true,
          align: "right",
          cell: (grant) => (
            <GrantActs grant={grant} administers={administers} whyYouWait={whyYouWait} ask={ask} />
          ),
        },
      ]}
    />
  );
}

function GrantState({ grant: { state, holdsFrom } }: { grant: ListedGrant }) {
  const { word, tone } = grantStates[state];
  return (
    <StatePill tone={tone}>
      {word}
      {state === "waiting" && holdsFrom && (
        <>
          {" "}
          <Time at={holdsFrom} />
        </>
      )}
    </StatePill>
  );
}

function StepBy({ step }: { step: ListedGrant["proposed"] }) {
  if (!step) return <span className="text-ink-3">–</span>;
  return (
    <span>
      {step.by}
      <span className="block text-xs text-ink-3">
        <Time at={step.at} />
      </span>
    </span>
  );
}

type GrantActsProps = Omit<FunctionTableProps, "grants"> & { grant: ListedGrant };

function GrantActs({ grant, administers, whyYouWait, ask }: GrantActsProps) {
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
      {(administers || whyNotConfirm === null) && (
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

import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ListedToken } from "#lib/access/views/token-list.ts";
import { LastSeen } from "./last-seen.tsx";

type TokenTableProps = {
  tokens: readonly ListedToken[];
  onRevoke: (token: ListedToken) => void;
  onHandOver: (token: ListedToken) => void;
  /** Why the reader may not revoke or hand them over, and where that is printed. */
  whyNot: string | undefined;
  reasonId: string;
  /** The way to the first token. */
  newToken: ReactNode;
};

/** The tokens of the workspace, each with what it may do. */
export function TokenTable({ tokens, onRevoke, onHandOver, whyNot, reasonId, newToken }: TokenTableProps) {
  const last: Column<ListedToken> = {
    key: "state",
    header: "State",
    quietHeader: true,
    className: "sm:text-right",
    cell: (token) =>
      token.state === "active" ? (
        <span className="flex flex-wrap gap-2 sm:justify-end">
          <Button whyNot={whyNot} reasonId={reasonId} onClick={() => onHandOver(token)}>
            Hand over
            <span className="sr-only"> {token.name}</span>
          </Button>
          <Button variant="danger" whyNot={whyNot} reasonId={reasonId} onClick={() => onRevoke(token)}>
            Revoke
            <span className="sr-only"> {token.name}</span>
          </Button>
        </span>
      ) : (
        <StatePill tone="plain">{token.state === "expired" ? "Expired" : "Revoked"}</StatePill>
      ),
  };
  return (
    <DataTable
      caption="Service tokens"
      columns={[...columns, last]}
      rows={tokens}
      rowKey={(token) => token.id}
      empty={
        <EmptyState icon={KeyRound} title="No token yet" action={newToken}>
          Pipelines, serving systems and the command line each use a token of their own.
        </EmptyState>
      }
    />
  );
}

const sourceText = ({ name, pointer }: NonNullable<ListedToken["source"]>): string =>
  `Sends evidence as ${name} for ${pointer ?? "every pointer"}`;

const columns: readonly Column<ListedToken>[] = [
  {
    key: "name",
    header: "Token",
    cell: (token) => token.name,
    second: (token) => `${token.prefix}…, made by ${token.createdBy}`,
  },
  {
    key: "responsible",
    header: "Responsible",
    cell: ({ responsible }) => responsible ?? <span className="text-hold">nobody</span>,
  },
  {
    key: "scopes",
    header: "May",
    cell: (token) => <span className="text-ink-2">{token.scopes.join(", ")}</span>,
    second: ({ source }) => source && sourceText(source),
  },
  {
    key: "used",
    header: "Last used",
    align: "right",
    cell: ({ lastUsedAt }) => <LastSeen at={lastUsedAt} />,
  },
  {
    key: "ends",
    header: "Expires",
    align: "right",
    cell: (token) => <Time at={token.expiresAt} as="date" className="text-ink-2" />,
  },
];

"use client";

import { KeyRound, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { type Column, DataTable, Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf } from "#components/ui/format-number.ts";
import type { PagerHrefs } from "#components/ui/href-with.ts";
import { announce } from "#components/ui/live-region.tsx";
import type { Submit } from "#components/ui/outcome.ts";
import { ReasonDialog } from "#components/ui/reason-dialog.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ListedToken } from "#lib/access/views/token-list.ts";
import { NewTokenDialog, type NewTokenInput } from "./new-token-dialog.tsx";

type TokensProps = PagerHrefs & {
  tokens: readonly ListedToken[];
  create: Submit<NewTokenInput, { secret: string }>;
  revoke: Submit<{ tokenId: string; reason: string }, unknown>;
  /** Why the reader may not make or revoke tokens. */
  whyNot?: string | undefined;
};

export function Tokens({ tokens, create, revoke, whyNot, newerHref, olderHref }: TokensProps) {
  const router = useRouter();
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ListedToken | null>(null);
  const reasonId = useId();
  const newToken = (
    <Button icon={Plus} variant="solid" whyNot={whyNot} reasonId={reasonId} onClick={() => setCreating(true)}>
      New token
    </Button>
  );
  return (
    <Sheet title="Service tokens" provenance="stored as hashes only" flush>
      <div className="flex flex-wrap items-center gap-3 py-3 empty:hidden">
        {tokens.length > 0 && newToken}
        {whyNot && (
          <p id={reasonId} className="text-xs text-ink-3">
            {whyNot}
          </p>
        )}
      </div>
      <DataTable
        caption="Service tokens"
        columns={tokenColumns(setRevoking, whyNot, reasonId)}
        rows={tokens}
        rowKey={(token) => token.id}
        empty={
          <EmptyState icon={KeyRound} title="No token yet" action={newToken}>
            Pipelines, serving systems and the command line each use a token of their own.
          </EmptyState>
        }
      />
      {(newerHref || olderHref) && (
        <Pager shown={countOf(tokens.length, "token")} newerHref={newerHref} olderHref={olderHref} />
      )}
      <NewTokenDialog
        open={creating}
        create={create}
        onClose={() => {
          setCreating(false);
          router.refresh();
        }}
      />
      <ReasonDialog
        action={
          revoking && {
            verb: "revoke",
            label: "Revoke token",
            consequence: `Requests with “${revoking.name}” are refused from now on. This cannot be undone.`,
            variant: "danger",
            asksReason: true,
          }
        }
        onClose={() => setRevoking(null)}
        submit={({ reason }) => revoke({ tokenId: revoking?.id ?? "", reason })}
        onDone={() => {
          announce("Token revoked");
          setRevoking(null);
          router.refresh();
        }}
      />
    </Sheet>
  );
}

function tokenColumns(
  onRevoke: (token: ListedToken) => void,
  whyNot: string | undefined,
  reasonId: string,
): readonly Column<ListedToken>[] {
  return [
    {
      key: "name",
      header: "Token",
      cell: (token) => token.name,
      second: (token) => `${token.prefix}…, made by ${token.createdBy}`,
    },
    {
      key: "scopes",
      header: "May",
      cell: (token) => <span className="text-ink-2">{token.scopes.join(", ")}</span>,
    },
    {
      key: "used",
      header: "Last used",
      align: "right",
      cell: (token) =>
        token.lastUsedAt ? (
          <Time at={token.lastUsedAt} as="relative" className="text-ink-2" />
        ) : (
          <span className="text-ink-3">never</span>
        ),
    },
    {
      key: "ends",
      header: "Expires",
      align: "right",
      cell: (token) => <Time at={token.expiresAt} as="date" className="text-ink-2" />,
    },
    {
      key: "state",
      header: "State",
      quietHeader: true,
      className: "sm:text-right",
      cell: (token) =>
        token.state === "active" ? (
          <Button variant="danger" whyNot={whyNot} reasonId={reasonId} onClick={() => onRevoke(token)}>
            Revoke
            <span className="sr-only"> {token.name}</span>
          </Button>
        ) : (
          <StatePill tone="plain">{token.state === "expired" ? "Expired" : "Revoked"}</StatePill>
        ),
    },
  ];
}

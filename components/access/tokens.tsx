"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useId, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Pager } from "#components/ui/data-table.tsx";
import { countOf } from "#components/ui/format-number.ts";
import type { PagerHrefs } from "#components/ui/href-with.ts";
import { announce } from "#components/ui/live-region.tsx";
import { ReasonDialog, type ReasonedAction } from "#components/ui/reason-dialog.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { Means } from "#lib/access/means.ts";
import type { ListedToken } from "#lib/access/views/token-list.ts";
import { type HandOver, HandOverDialog } from "./hand-over-dialog.tsx";
import { NewTokenDialog, type NewTokenInput } from "./new-token-dialog.tsx";
import type { TokenHolder } from "./responsible-field.tsx";
import { TokenTable } from "./token-table.tsx";

type TokensProps = PagerHrefs & {
  tokens: readonly ListedToken[];
  /** What the reader can show who they are with. */
  means: Means;
  create: Submit<NewTokenInput, { secret: string }>;
  revoke: Submit<{ tokenId: string; reason: string }, unknown>;
  handOver: HandOver;
  /** Who can answer for a token, the reader first. */
  people: readonly TokenHolder[];
  /** The pointers that a token's source can be bound to, by their flag keys. */
  pointers: readonly string[];
  /** Why the reader may not make or revoke tokens. */
  whyNot?: string | undefined;
};

/** The tokens of the workspace; making one shows its secret once. */
export function Tokens(props: TokensProps) {
  const { tokens, people, pointers, means, create, revoke, handOver, whyNot, newerHref, olderHref } = props;
  const router = useRouter();
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ListedToken | null>(null);
  const [handing, setHanding] = useState<ListedToken | null>(null);
  const reasonId = useId();
  const done = (what: string) => {
    announce(what);
    setHanding(null);
    setRevoking(null);
    router.refresh();
  };
  const newToken = (
    <Button icon={Plus} variant="solid" whyNot={whyNot} reasonId={reasonId} onClick={() => setCreating(true)}>
      New token
    </Button>
  );
  return (
    <Sheet title="Service tokens" provenance="stored as hashes only" flush>
      <Above reasonId={reasonId} whyNot={whyNot} newToken={tokens.length > 0 && newToken} />
      <TokenTable
        tokens={tokens}
        onRevoke={setRevoking}
        onHandOver={setHanding}
        whyNot={whyNot}
        reasonId={reasonId}
        newToken={newToken}
      />
      {(newerHref || olderHref) && (
        <Pager shown={countOf(tokens.length, "token")} newerHref={newerHref} olderHref={olderHref} />
      )}
      <NewTokenDialog
        open={creating}
        people={people}
        pointers={pointers}
        means={means}
        create={create}
        onClose={() => {
          setCreating(false);
          router.refresh();
        }}
      />
      <HandOverDialog
        token={handing}
        people={people}
        means={means}
        handOver={handOver}
        onClose={() => setHanding(null)}
        onDone={() => done("Token handed over")}
      />
      <ReasonDialog
        action={revoking && revokeOf(revoking)}
        onClose={() => setRevoking(null)}
        submit={({ reason }) => revoke({ tokenId: revoking?.id ?? "", reason })}
        onDone={() => done("Token revoked")}
      />
    </Sheet>
  );
}

type AboveProps = { reasonId: string; whyNot: string | undefined; newToken: ReactNode };

const Above = ({ reasonId, whyNot, newToken }: AboveProps) => (
  <div className="flex flex-wrap items-center gap-3 py-3 empty:hidden">
    {newToken}
    {whyNot && (
      <p id={reasonId} className="text-xs text-ink-3">
        {whyNot}
      </p>
    )}
  </div>
);

const revokeOf = ({ name }: ListedToken): ReasonedAction => ({
  verb: "revoke",
  label: "Revoke token",
  consequence: `Requests with “${name}” are refused from now on. This cannot be undone.`,
  variant: "danger",
  asksReason: true,
});

"use client";

import { type FormEvent, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { ListedToken } from "#lib/access/views/token-list.ts";
import { ResponsibleField, type TokenHolder } from "./responsible-field.tsx";

export type HandOver = Submit<{ tokenId: string; responsibleId: string }, unknown>;

type HandOverProps = {
  /** The token to hand over; null while the dialog is closed. */
  token: ListedToken | null;
  people: readonly TokenHolder[];
  handOver: HandOver;
  onClose: () => void;
  onDone: () => void;
};

/** Makes another person responsible for a token. */
export function HandOverDialog({ token, onClose, ...props }: HandOverProps) {
  return (
    <Dialog
      open={token !== null}
      onOpenChange={(next) => !next && onClose()}
      title={`Hand over ${token?.name ?? "token"}`}
      description="From now on, whatever the token does counts as this person's contribution, too. They cannot sign it."
    >
      {token && <HandOverForm token={token} onClose={onClose} {...props} />}
    </Dialog>
  );
}

function HandOverForm({ token, people, handOver, onClose, onDone }: HandOverProps & { token: ListedToken }) {
  const others = people.filter(({ name }) => name !== token.responsible);
  const [responsibleId, setResponsibleId] = useState(others[0]?.id ?? "");
  const { busy, problem, send } = useSubmit(handOver);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await send({ tokenId: token.id, responsibleId });
    if (outcome?.ok) onDone();
  };
  return (
    <form onSubmit={onSubmit}>
      <div className="flex flex-col gap-4 p-4">
        <ProblemNotice problem={problem} />
        <ResponsibleField
          people={others}
          hint={token.responsible ? `Now ${token.responsible}.` : "Nobody yet."}
          value={responsibleId}
          error={problem?.fields?.responsibleId}
          onChange={setResponsibleId}
        />
      </div>
      <DialogFooter>
        <Button onClick={onClose}>Not now</Button>
        <Button
          type="submit"
          variant="solid"
          busy={busy}
          whyNot={others.length === 0 ? "Nobody else is here" : undefined}
        >
          Hand over
        </Button>
      </DialogFooter>
    </form>
  );
}

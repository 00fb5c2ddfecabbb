"use client";

import { type FormEvent, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Means } from "#lib/access/means.ts";
import type { ListedToken } from "#lib/access/views/token-list.ts";
import type { Presence } from "#lib/client/step-up.ts";
import { PEOPLE_HINT, PresenceFields, usePresence } from "./presence-fields.tsx";
import { ResponsibleField, type TokenHolder } from "./responsible-field.tsx";

export type HandOver = Submit<{ tokenId: string; responsibleId: string; presence: Presence }, unknown>;

type HandOverProps = {
  /** The token to hand over; null while the dialog is closed. */
  token: ListedToken | null;
  people: readonly TokenHolder[];
  /** What the reader can show who they are with. */
  means: Means;
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

function HandOverForm(props: HandOverProps & { token: ListedToken }) {
  const { token, people, means, handOver, onClose, onDone } = props;
  const others = people.filter(({ name }) => name !== token.responsible);
  const [responsibleId, setResponsibleId] = useState(others[0]?.id ?? "");
  const who = usePresence(means);
  const { busy, problem, send } = useSubmit(handOver);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await send({ tokenId: token.id, responsibleId, presence: who.presence });
    who.tried(outcome);
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
        <PresenceFields state={who} problem={problem} passwordHint={PEOPLE_HINT} />
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

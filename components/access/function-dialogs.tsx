"use client";

import type { Submit } from "#components/ui/answer.ts";
import { ReasonDialog, type ReasonedAction } from "#components/ui/reason-dialog.tsx";
import type { Means } from "#lib/access/means.ts";
import type { ListedGrant } from "#lib/access/views/function-list.ts";
import type { Presence } from "#lib/client/step-up.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { GrantChange } from "./function-table.tsx";
import { PresenceDialog, type ProvenAction } from "./presence-dialog.tsx";
import { ProposeFunctionDialog, type ProposeInput } from "./propose-function-dialog.tsx";

export type FunctionRequest = { what: "propose" } | { what: GrantChange; grant: ListedGrant } | null;

type Named = { personId: string; function: BusinessFunction };

export type FunctionSubmits = {
  propose: Submit<ProposeInput, unknown>;
  confirm: Submit<Named & { presence: Presence }, unknown>;
  decline: Submit<Named & { reason: string }, unknown>;
  remove: Submit<Named & { reason: string }, unknown>;
};

type FunctionDialogsProps = FunctionSubmits & {
  request: FunctionRequest;
  reviewers: readonly { id: string; name: string }[];
  means: Means;
  close: () => void;
  done: (message: string) => void;
};

/** The dialog of whatever the reader is about to do about a function. */
export function FunctionDialogs(props: FunctionDialogsProps) {
  const { request, reviewers, means, propose, confirm, decline, remove, close, done } = props;
  const subject = (what: GrantChange) => (request?.what === what ? request.grant : null);
  const [confirming, declining, removing] = [subject("confirm"), subject("decline"), subject("remove")];
  const named = (grant: ListedGrant | null): Named => ({
    personId: grant?.personId ?? "",
    function: grant?.function ?? "business",
  });
  return (
    <>
      <ProposeFunctionDialog
        open={request?.what === "propose"}
        reviewers={reviewers}
        means={means}
        propose={propose}
        onClose={close}
        onDone={() => done("Function proposed")}
      />
      <PresenceDialog
        action={confirming && confirmOf(confirming)}
        means={means}
        submit={({ presence }) => confirm({ ...named(confirming), presence })}
        onClose={close}
        onDone={() => done("Function confirmed")}
      />
      <ReasonDialog
        action={declining && declineOf(declining)}
        onClose={close}
        submit={({ reason }) => decline({ ...named(declining), reason })}
        onDone={() => done("Proposal ended")}
      />
      <ReasonDialog
        action={removing && removeOf(removing)}
        onClose={close}
        submit={({ reason }) => remove({ ...named(removing), reason })}
        onDone={() => done("Function removed")}
      />
    </>
  );
}

const confirmOf = ({ name, function: held }: ListedGrant): ProvenAction => ({
  verb: "confirm",
  label: `Confirm ${functionLabels[held]}`,
  consequence: `${name} will sign for ${functionLabels[held]} once the policy's waiting time is over. The log keeps that you confirmed it. Make sure that you know who they are.`,
});

const declineOf = ({ name, function: held }: ListedGrant): ReasonedAction => ({
  verb: "decline",
  label: "End the proposal",
  consequence: `${name} will not hold ${functionLabels[held]} by this proposal. An admin can propose it again.`,
  variant: "danger",
  asksReason: true,
});

const removeOf = ({ name, function: held }: ListedGrant): ReasonedAction => ({
  verb: "remove",
  label: "Remove function",
  consequence: `${name} stops signing for ${functionLabels[held]} at once. Approvals they gave for it stop counting. Two people can grant it again.`,
  variant: "danger",
  asksReason: true,
});

"use client";

import { PenLine } from "lucide-react";
import { useState } from "react";
import { PresenceFields, usePresence } from "#components/access/presence-fields.tsx";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { TextArea } from "#components/ui/field.tsx";
import { Notice, ProblemNotice } from "#components/ui/notice.tsx";
import { SendingForm } from "#components/ui/sending-form.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Means } from "#lib/access/means.ts";
import type { VerdictDecision } from "#lib/councils/signature.ts";
import { Concerns, failingIn } from "./concerns.tsx";
import { type ConditionDraft, conditionOf, draftsOf } from "./condition-draft.ts";
import { ConditionFields } from "./condition-fields.tsx";
import {
  type Concern,
  offerLabel,
  type SigningInput,
  type SigningSeat,
  type VerdictOffer,
} from "./decision.ts";
import { WhatIsSigned } from "./what-is-signed.tsx";

export type SigningDialogProps<D extends VerdictDecision> = {
  offer: VerdictOffer<D> | null;
  seat: SigningSeat<D>;
  subject: string;
  concerns: readonly Concern[];
  round: number | undefined;
  subjectDigest: string;
  printedName: string;
  means: Means;
  sealed?: boolean | undefined;
  onClose: () => void;
  submit: Submit<SigningInput<D>>;
  onSigned: (offer: VerdictOffer<D>) => void;
};

/** Repeats what is signed, by whom and with what meaning, and asks for a fresh proof of presence. */
export function SigningDialog<D extends VerdictDecision>(props: SigningDialogProps<D>) {
  const { offer, seat, subject, round, submit, onClose } = props;
  const sending = useSubmit(submit);
  // Closing while it sends would hide whether it was signed.
  const close = () => {
    if (sending.busy) return;
    sending.forget();
    onClose();
  };
  return (
    <Dialog
      open={offer !== null}
      onOpenChange={(open) => !open && close()}
      title={offer ? `${props.sealed ? "Sealed verdict: " : ""}${offerLabel(offer)} for ${seat.name}` : ""}
      description={
        <>
          <b className="font-medium text-ink">{subject}</b>
          {round === undefined ? "" : `, round ${round}`}
        </>
      }
      wide
    >
      {offer && (
        <SigningForm key={offerLabel(offer)} {...props} offer={offer} sending={sending} onClose={close} />
      )}
    </Dialog>
  );
}

type SigningFormProps<D extends VerdictDecision> = SigningDialogProps<D> & {
  offer: VerdictOffer<D>;
  sending: ReturnType<typeof useSubmit<SigningInput<D>, undefined>>;
};

function SigningForm<D extends VerdictDecision>(props: SigningFormProps<D>) {
  const { offer, seat, concerns, sending, onSigned, onClose } = props;
  const { busy, problem, send } = sending;
  const [comment, setComment] = useState("");
  const [drafts, setDrafts] = useState<readonly ConditionDraft[]>(() =>
    draftsOf(offer.onConditions?.given, Date.now()),
  );
  const who = usePresence(props.means);
  const over = failingIn(concerns).map(({ id }) => id);
  const onSend = async () => {
    const { presence } = who;
    const conditions = offer.onConditions ? { conditions: drafts.map(conditionOf) } : {};
    const said = { seatId: seat.seatId, verb: offer.verb, comment: comment.trim(), over };
    const behalf = seat.onBehalfOf ? { onBehalfOf: seat.onBehalfOf.id } : {};
    const input = { ...said, ...conditions, ...behalf, presence };
    const outcome = await send(input);
    who.tried(outcome);
    if (outcome?.ok) onSigned(offer);
  };
  return (
    <SendingForm busy={busy} problem={problem} onSend={() => void onSend()}>
      <div className="grid md:grid-cols-2">
        <div className="flex flex-col gap-4 p-4 max-md:order-last max-md:border-t max-md:border-line md:border-r md:border-line">
          <WhatIsSigned {...props} meaning={offer.meaning} next={offer.next} />
        </div>
        <div className="flex flex-col gap-4 p-4">
          <ProblemNotice problem={problem} />
          <Concerns concerns={concerns} />
          {offer.consequence && <Notice tone="hold" icon="alert" title={offer.consequence} />}
          {offer.onConditions && (
            <ConditionFields
              offer={offer.onConditions}
              drafts={drafts}
              onChange={setDrafts}
              error={problem?.fields?.["conditions"]}
            />
          )}
          <Comment
            offer={offer}
            sealed={props.sealed ?? false}
            over={over.length > 0}
            value={comment}
            onChange={setComment}
            error={problem?.fields?.["comment"]}
          />
          <PresenceFields
            state={who}
            problem={problem}
            passwordHint={
              props.sealed
                ? "Required for each sealed verdict, so that nobody gives one at an unattended desk."
                : "Required for each signature, so that nobody signs at an unattended desk."
            }
          />
        </div>
      </div>
      <Footer offer={offer} sealed={props.sealed ?? false} busy={busy} onClose={onClose} />
    </SendingForm>
  );
}

type FooterProps = { offer: VerdictOffer; sealed: boolean; busy: boolean; onClose: () => void };

function Footer({ offer, sealed, busy, onClose }: FooterProps) {
  return (
    <DialogFooter>
      <span className="mr-auto self-center text-xs text-ink-3">
        {sealed ? "Nothing is sent before you seal it." : "Nothing is sent before you sign."}
      </span>
      <Button onClick={onClose}>Not now</Button>
      <Button type="submit" variant={offer.verb === "reject" ? "danger" : "solid"} icon={PenLine} busy={busy}>
        {sealed ? "Seal: " : "Sign and "}
        {offerLabel(offer).toLowerCase()}
      </Button>
    </DialogFooter>
  );
}

type CommentProps = {
  offer: VerdictOffer;
  sealed: boolean;
  /** Does a check fail that this would go over? */
  over: boolean;
  value: string;
  onChange: (comment: string) => void;
  error: string | undefined;
};

/** Whoever does not approve says why; so does whoever approves although a check fails, or changes what they sealed. */
function Comment({ offer: { verb, differs }, sealed, over, value, onChange, error }: CommentProps) {
  const approvesOver = verb === "approve" && over;
  const required = verb !== "approve" || over || differs === true;
  const kept = sealed ? "Sealed with your verdict, and shown to all once revealed." : KEPT;
  return (
    <TextArea
      label={differs ? "Why you changed your verdict" : approvesOver ? WHY_OVER : commentLabels[verb]}
      optional={!required}
      required={required}
      hint={`${kept}${approvesOver ? " The check still fails." : ""}`}
      value={value}
      maxLength={4000}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}

const WHY_OVER = "Why approve although a check fails";
const KEPT = "Kept permanently with your signature.";

const commentLabels: Readonly<Record<VerdictDecision, string>> = {
  approve: "Comment",
  "request-changes": "What has to change",
  reject: "Why",
};

"use client";

import { PenLine } from "lucide-react";
import { type FormEvent, useState } from "react";
import { PresenceFields, usePresence } from "#components/access/presence-fields.tsx";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { TextArea } from "#components/ui/field.tsx";
import { Notice, ProblemNotice } from "#components/ui/notice.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Means } from "#lib/access/means.ts";
import type { VerdictDecision } from "#lib/councils/signature.ts";
import {
  type Concern,
  type SigningInput,
  type SigningSeat,
  type VerdictOffer,
  verdictLabels,
} from "./decision.ts";

type SigningDialogProps<D extends VerdictDecision> = {
  offer: VerdictOffer<D> | null;
  seat: SigningSeat<D>;
  subject: string;
  concerns: readonly Concern[];
  round: number | undefined;
  subjectDigest: string;
  printedName: string;
  means: Means;
  onClose: () => void;
  submit: Submit<SigningInput<D>>;
  onSigned: (offer: VerdictOffer<D>) => void;
};

/** Repeats what is signed, by whom and with what meaning, and asks for a fresh proof of presence. */
export function SigningDialog<D extends VerdictDecision>(props: SigningDialogProps<D>) {
  const { offer, seat, submit, onClose } = props;
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
      title={offer ? `${verdictLabels[offer.verb]} for ${seat.name}` : ""}
      description={offer?.meaning ?? ""}
    >
      {offer && <SigningForm key={offer.verb} {...props} offer={offer} sending={sending} onClose={close} />}
    </Dialog>
  );
}

type SigningFormProps<D extends VerdictDecision> = SigningDialogProps<D> & {
  offer: VerdictOffer<D>;
  sending: ReturnType<typeof useSubmit<SigningInput<D>, undefined>>;
};

function SigningForm<D extends VerdictDecision>(props: SigningFormProps<D>) {
  const { offer, seat, sending, onSigned, onClose } = props;
  const { busy, problem, send } = sending;
  const [comment, setComment] = useState("");
  const who = usePresence(props.means);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const { presence } = who;
    const outcome = await send({ seatId: seat.seatId, verb: offer.verb, comment: comment.trim(), presence });
    who.forget();
    if (outcome?.ok) onSigned(offer);
  };
  return (
    <form onSubmit={onSubmit}>
      <div className="flex flex-col gap-4 p-4">
        <ProblemNotice problem={problem} />
        <Concerns concerns={props.concerns} />
        <DefinitionList items={subjectOf(props)} />
        {offer.consequence && <Notice tone="hold" icon="alert" title={offer.consequence} />}
        <Comment
          verb={offer.verb}
          value={comment}
          onChange={setComment}
          error={problem?.fields?.["comment"]}
        />
        <PresenceFields
          state={who}
          problem={problem}
          passwordHint="Required for each signature, so that nobody signs at an unattended desk."
        />
      </div>
      <DialogFooter>
        <Button onClick={onClose} whyNot={busy ? "Sending." : undefined}>
          Not now
        </Button>
        <Button
          type="submit"
          variant={offer.verb === "reject" ? "danger" : "solid"}
          icon={PenLine}
          busy={busy}
        >
          Sign and {verdictLabels[offer.verb].toLowerCase()}
        </Button>
      </DialogFooter>
    </form>
  );
}

type Subject = Pick<
  SigningDialogProps<VerdictDecision>,
  "subject" | "printedName" | "subjectDigest" | "round"
> & {
  readonly seat: { readonly sections: readonly string[] };
};

/** Who signs what. */
function subjectOf({ subject, printedName, subjectDigest, round, seat }: Subject) {
  return [
    { term: "What", value: subject },
    { term: "Signed by", value: printedName },
    { term: "Over", value: <Digest value={subjectDigest} /> },
    ...(round === undefined ? [] : [{ term: "Round", value: String(round) }]),
    { term: "Covers", value: seat.sections.join(", ") },
  ];
}

/** What the page shows against approving, repeated where it is signed. */
function Concerns({ concerns }: { concerns: readonly Concern[] }) {
  if (concerns.length === 0) return null;
  return (
    <ul aria-label="Checks that do not pass" className="flex flex-col gap-2 text-sm">
      {concerns.map(({ tone, title, text }) => (
        <li key={title} className="flex items-start gap-2.5">
          <StateMark tone={tone} />
          <span>
            <span className="font-medium">{title}</span> <span className="text-ink-2">{text}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

type CommentProps = {
  verb: VerdictDecision;
  value: string;
  onChange: (comment: string) => void;
  error: string | undefined;
};

/** Whoever does not approve says why. */
function Comment({ verb, value, onChange, error }: CommentProps) {
  const required = verb !== "approve";
  return (
    <TextArea
      label={commentLabels[verb]}
      optional={!required}
      required={required}
      hint="Kept permanently with your signature."
      value={value}
      maxLength={4000}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}

const commentLabels: Readonly<Record<VerdictDecision, string>> = {
  approve: "Comment",
  "request-changes": "What has to change",
  reject: "Why",
};

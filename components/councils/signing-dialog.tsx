"use client";

import { PenLine } from "lucide-react";
import { type FormEvent, useState } from "react";
import { PresenceFields, usePresence } from "#components/access/presence-fields.tsx";
import { Button } from "#components/ui/button.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { TextArea } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import type { Submit } from "#components/ui/outcome.ts";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Means } from "#lib/access/means.ts";
import type { VerdictDecision } from "#lib/councils/signature.ts";
import { type SigningInput, type SigningSeat, type VerdictOffer, verdictLabels } from "./decision.ts";

type SigningDialogProps<D extends VerdictDecision> = {
  offer: VerdictOffer<D> | null;
  seat: SigningSeat<D>;
  round: number | undefined;
  subjectDigest: string;
  printedName: string;
  means: Means;
  onClose: () => void;
  submit: Submit<SigningInput<D>>;
  onSigned: (offer: VerdictOffer<D>) => void;
};

/** Signing says again what is signed, in whose name and with what meaning, and asks anew who is there. */
export function SigningDialog<D extends VerdictDecision>(props: SigningDialogProps<D>) {
  const { offer, seat } = props;
  return (
    <Dialog
      open={offer !== null}
      onOpenChange={(open) => !open && props.onClose()}
      title={offer ? `${verdictLabels[offer.verb]} for ${seat.name}` : ""}
      description={offer?.meaning ?? ""}
    >
      {offer && <SigningForm key={offer.verb} {...props} offer={offer} />}
    </Dialog>
  );
}

function SigningForm<D extends VerdictDecision>(props: SigningDialogProps<D> & { offer: VerdictOffer<D> }) {
  const { offer, seat, round, subjectDigest, printedName, means, submit, onSigned, onClose } = props;
  const [comment, setComment] = useState("");
  const who = usePresence(means);
  const { busy, problem, send } = useSubmit(submit);
  const mustSayWhy = offer.verb !== "approve";
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
        <DefinitionList
          items={[
            { term: "Signed by", value: printedName },
            { term: "Over", value: <Digest value={subjectDigest} /> },
            ...(round === undefined ? [] : [{ term: "Round", value: String(round) }]),
            { term: "Answers for", value: seat.sections.join(", ") },
          ]}
        />
        <TextArea
          label={mustSayWhy ? commentLabels[offer.verb] : "Comment"}
          optional={!mustSayWhy}
          required={mustSayWhy}
          hint="Printed with the signature, for good."
          value={comment}
          maxLength={4000}
          onChange={(event) => setComment(event.currentTarget.value)}
          error={problem?.fields?.comment}
        />
        <PresenceFields
          state={who}
          problem={problem}
          passwordHint="Asked for each signature, so that nobody signs at a desk left open."
        />
      </div>
      <DialogFooter>
        <Button onClick={onClose}>Not now</Button>
        <Button
          type="submit"
          variant={offer.verb === "reject" ? "danger" : "solid"}
          icon={PenLine}
          busy={busy}
        >
          Sign: {verdictLabels[offer.verb].toLowerCase()}
        </Button>
      </DialogFooter>
    </form>
  );
}

const commentLabels: Record<VerdictDecision, string> = {
  approve: "Comment",
  "request-changes": "What has to change",
  reject: "Why",
};

"use client";

import { useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { type Choice, SelectField, TextArea } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { SendingForm } from "#components/ui/sending-form.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { DiscussionView } from "#lib/releases/views/discussion.ts";
import { mentionsIn, newestOf } from "./discussion-words.ts";
import { type PinnedTo, PlaceFields } from "./place-fields.tsx";
import { anchorOf } from "./places.ts";
import { lengthOf, WORDS, type Writing, type Written } from "./writing.ts";

type WritingDialogProps = {
  writing: Writing | null;
  places: readonly Choice[];
  discussion: Pick<DiscussionView, "people" | "challengesFor">;
  submit: Submit<Written>;
  onClose: () => void;
  onDone: (message: string) => void;
};

/** Asks for what the reader wants to say, and for its place where it opens something. */
export function WritingDialog(props: WritingDialogProps) {
  const { writing, submit, onClose } = props;
  const sending = useSubmit(submit);
  const close = () => {
    if (sending.busy) return;
    sending.forget();
    onClose();
  };
  const words = writing && WORDS[writing.act];
  return (
    <Dialog
      open={writing !== null}
      onOpenChange={(open) => !open && close()}
      title={words?.label ?? ""}
      description={words?.consequence ?? ""}
    >
      {writing && (
        <WritingForm key={writing.act} {...props} writing={writing} sending={sending} onClose={close} />
      )}
    </Dialog>
  );
}

type FormProps = WritingDialogProps & {
  writing: Writing;
  sending: ReturnType<typeof useSubmit<Written, undefined>>;
};

function WritingForm({ writing, places, discussion, sending, onClose, onDone }: FormProps) {
  const { act } = writing;
  const words = WORDS[act];
  const first = act === "edit" ? (newestOf(writing.post)?.text ?? "") : "";
  const [text, setText] = useState(first);
  const [pinned, setPinned] = useState<PinnedTo>({
    place: places[0]!.value,
    line: "",
    seat: discussion.challengesFor[0] ?? null,
  });
  const { busy, problem, send } = sending;
  const judges = act === "satisfied" || act === "not-satisfied";
  const opens = act === "open" || act === "challenge";
  const onSend = async () => {
    const { place, line, seat } = pinned;
    const anchor = anchorOf(place, line) ?? ({ at: "card", line: 1 } as const);
    const mentions = mentionsIn(text, discussion.people);
    const outcome = await send({ writing, text: text.trim(), mentions, anchor, seat });
    if (outcome?.ok) onDone(words.done);
  };
  return (
    <SendingForm busy={busy} problem={problem} onSend={() => void onSend()}>
      <div className="flex flex-col gap-4 p-4">
        <ProblemNotice problem={problem} />
        {opens && (
          <PlaceFields
            functions={act === "challenge" ? discussion.challengesFor : []}
            places={places}
            pinned={pinned}
            onChange={setPinned}
            error={problem?.fields?.["anchor"]}
          />
        )}
        <TextArea
          label={words.field}
          hint="Kept in the audit trail, where it can be erased."
          required
          maxLength={lengthOf(act)}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={problem?.fields?.["text"] ?? problem?.fields?.reason}
        />
        {!judges && (
          <Mention
            people={discussion.people}
            onChange={(name) => setText(withMention(text, name))}
            error={problem?.fields?.["mentions"]}
          />
        )}
      </div>
      <DialogFooter>
        <Button onClick={onClose}>Not now</Button>
        <Button type="submit" variant={act === "not-satisfied" ? "danger" : "solid"} busy={busy}>
          {words.label}
        </Button>
      </DialogFooter>
    </SendingForm>
  );
}

type MentionProps = Pick<DiscussionView, "people"> & {
  onChange: (name: string) => void;
  error: string | undefined;
};

/** Puts a name into the text. */
function Mention({ people, onChange, error }: MentionProps) {
  return (
    <SelectField
      label="Mention somebody"
      optional
      value=""
      choices={[{ value: "", label: "Nobody" }, ...people.map(choiceOf)]}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}

const choiceOf = ({ name }: DiscussionView["people"][number]): Choice => ({ value: name, label: name });

/** The text with somebody named behind it. */
const withMention = (text: string, name: string): string =>
  name === "" ? text : `${text}${text === "" || /\s$/.test(text) ? "" : " "}@${name} `;

"use client";

import { MapPinPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { TextField } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { WhyNot } from "#components/ui/why-not.tsx";

type AddPointerProps = {
  model: string;
  whyNot: WhyNot | undefined;
  add: Submit<{ model: string; name: string }, unknown>;
};

/** Names a place where a version of the model can be live. */
export function AddPointer({ model, whyNot, add }: AddPointerProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={MapPinPlus} whyNot={whyNot} onClick={() => setOpen(true)}>
        Add a pointer
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Add a pointer"
        description={`A place where a version of ${model} can be live. It serves nothing until a release puts a version there.`}
      >
        {open && <PointerForm model={model} add={add} onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

type PointerFormProps = Pick<AddPointerProps, "model" | "add"> & { onClose: () => void };

function PointerForm({ model, add, onClose }: PointerFormProps) {
  const router = useRouter();
  const [name, setName] = useState("");
  const { busy, problem, send } = useSubmit(add);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await send({ model, name: name.trim() });
    if (!outcome?.ok) return;
    onClose();
    router.refresh();
  };
  return (
    <form onSubmit={onSubmit}>
      <div className="flex flex-col gap-4 p-4">
        <ProblemNotice problem={problem} />
        <TextField
          label="Name"
          mono
          required
          maxLength={63}
          pattern="[a-z0-9]+(?:-[a-z0-9]+)*(?:@[a-z0-9]+(?:-[a-z0-9]+)*)?"
          title="Must look like production or production@eu."
          hint={`Like production or production@eu. Serving systems ask for ${model}.${name.trim() || "production"}.`}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={problem?.fields?.["name"]}
        />
      </div>
      <DialogFooter>
        <Button onClick={onClose}>Not now</Button>
        <Button type="submit" variant="solid" busy={busy}>
          Add pointer
        </Button>
      </DialogFooter>
    </form>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { SelectField, TextArea, TextField } from "#components/ui/field.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { cardCompleteness, withSections } from "#lib/registry/card.ts";
import type { Tier } from "#lib/registry/tier.ts";
import { CARD_LENGTH_MAX } from "#lib/registry/version-input.ts";
import { ChosenFiles } from "./chosen-files.tsx";
import { registerWithFiles, type VersionDraft } from "./register-with-files.ts";

type Ways = Parameters<typeof registerWithFiles>[0];

type RegisterVersionProps = Omit<Ways, "onProgress"> & {
  model: { name: string; tier: Tier };
  /** The newest versions, one of which may be the parent. */
  versions: readonly number[];
};

/** Registers a version by hand. A pipeline registers data sets, schema and influence as well. */
export function RegisterVersion({ model, versions, upload, register }: RegisterVersionProps) {
  const router = useRouter();
  const [draft, setDraft] = useState<VersionDraft>(() => blank(model));
  const [stored, setStored] = useState(0);
  const [submit] = useState(() => registerWithFiles({ upload, register, onProgress: setStored }));
  const { busy, problem, send } = useSubmit(submit);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<VersionDraft>) => setDraft((before) => ({ ...before, ...change }));
  const noFile = tried && draft.files.length === 0 ? "Choose at least one file." : undefined;
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (draft.files.length === 0) return;
    const outcome = await send(draft);
    if (outcome?.ok) router.push(`/models/${model.name}/versions/${outcome.value.number}`);
  };
  return (
    <form onSubmit={onSubmit} className="flex max-w-3xl flex-col gap-5">
      <ProblemNotice problem={problem} />
      <Sheet title="Files" provenance="hashed as they are stored">
        <ChosenFiles
          files={draft.files}
          error={noFile ?? problem?.fields?.["manifest"]}
          onChange={(files) => set({ files })}
        />
      </Sheet>
      <Facts draft={draft} set={set} versions={versions} errors={problem?.fields ?? {}} />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="solid" busy={busy}>
          Register version
        </Button>
        <ButtonLink href={`/models/${model.name}`}>Not now</ButtonLink>
        <span role="status" className="text-xs text-ink-3">
          {busy && `${stored} of ${countOf(draft.files.length, "file")} stored`}
        </span>
      </div>
    </form>
  );
}

type FactsProps = {
  draft: VersionDraft;
  set: (change: Partial<VersionDraft>) => void;
  versions: readonly number[];
  errors: Readonly<Record<string, string>>;
};

/** What it is and where it comes from. */
function Facts({ draft, set, versions, errors }: FactsProps) {
  return (
    <Sheet title="What it is" provenance="immutable, but for the card">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextArea
          className="sm:col-span-2"
          label="Description"
          placeholder="What is different from its parent?"
          required
          maxLength={2000}
          value={draft.description}
          error={errors["description"]}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
        <TextField
          label="Code commit"
          mono
          required
          pattern="[0-9a-f]{7,64}"
          title="A commit or a source digest: 7 to 64 hex digits."
          hint="The commit that made it, in hex"
          value={draft.codeCommit}
          error={errors["codeCommit"]}
          onChange={(event) => set({ codeCommit: event.currentTarget.value })}
        />
        <TextField
          label="Training run"
          optional
          maxLength={120}
          hint="Its name in your own system"
          value={draft.trainingRun ?? ""}
          error={errors["trainingRun"]}
          onChange={(event) => set({ trainingRun: event.currentTarget.value || undefined })}
        />
        <SelectField
          label="Parent"
          hint="The version it was made from"
          value={String(draft.parent ?? "")}
          error={errors["parent"]}
          onChange={(event) => set({ parent: Number(event.currentTarget.value) || undefined })}
          choices={[
            { value: "", label: "none" },
            ...versions.map((number) => ({ value: String(number), label: `v${number}` })),
          ]}
        />
        <TextArea
          className="sm:col-span-2"
          label="Model card"
          hint="Markdown. It can be revised later; the headings are those that the model's tier asks for."
          required
          tall
          maxLength={CARD_LENGTH_MAX}
          value={draft.card}
          error={errors["card"]}
          onChange={(event) => set({ card: event.currentTarget.value })}
        />
      </div>
    </Sheet>
  );
}

const blank = ({ name, tier }: RegisterVersionProps["model"]): VersionDraft => ({
  files: [],
  description: "",
  codeCommit: "",
  card: withSections(`# ${name}`, cardCompleteness("", tier).asked),
});

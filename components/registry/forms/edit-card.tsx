"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useDeferredValue, useState } from "react";
import { ModelCard } from "#components/registry/model-card.tsx";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { ChangedElsewhere, DiscardDraft, DraftMark } from "#components/ui/draft-notes.tsx";
import { TextArea } from "#components/ui/field.tsx";
import { Notice, ProblemNotice } from "#components/ui/notice.tsx";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useKeptDraft } from "#components/ui/use-kept-draft.ts";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { DraftBox } from "#lib/client/draft-box.ts";
import type { Tier } from "#lib/registry/tier.ts";
import { CARD_LENGTH_MAX } from "#lib/registry/version-input.ts";
import type { CardText } from "#lib/registry/views/card.ts";
import { type CardDraft, parseCardDraft } from "./card-draft.ts";
import { CardSections } from "./card-sections.tsx";

type EditCardProps = {
  model: { name: string; tier: Tier };
  version: number;
  /** The newest revision. */
  card: CardText;
  drafts: DraftBox;
  save: Submit<CardDraft, unknown>;
};

/** Writes the next revision of a version's card, with the sections that the model's tier asks for beside it. */
export function EditCard({ model, version, card, drafts, save }: EditCardProps) {
  const router = useRouter();
  const path = `/models/${model.name}/versions/${version}`;
  const pristine: CardDraft = { basedOn: card.revision, markdown: card.markdown };
  const [draft, setDraft] = useState(pristine);
  const keeping = useKeptDraft<CardDraft>({
    box: drafts,
    name: `card/${model.name}/${version}`,
    value: draft,
    pristine,
    parse: parseCardDraft,
    restore: setDraft,
  });
  const { busy, problem, send } = useSubmit(save);
  const write = (markdown: string) => setDraft((before) => ({ ...before, markdown }));
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await send(draft);
    if (!outcome?.ok) return;
    keeping.close();
    router.push(`${path}?tab=card`);
  };
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      <PageHead
        marks={<DraftMark state={keeping.state} />}
        title="Edit the model card"
        lede={`${model.name} version ${version}. Signatures keep the revision they were given on; a release takes in a new one when it is edited.`}
        actions={<DiscardDraft {...keeping} />}
      />
      <ChangedElsewhere {...keeping} />
      <ProblemNotice problem={problem} />
      <OlderBase draft={draft} card={card} rebase={() => setDraft({ ...draft, basedOn: card.revision })} />
      <WithRail
        railLabel="Sections of this card"
        railLast
        rail={
          <CardSections markdown={draft.markdown} tier={model.tier} onChange={write}>
            <Button
              type="submit"
              variant="solid"
              busy={busy}
              whyNot={draft.markdown === card.markdown ? "Nothing has changed yet." : undefined}
            >
              Save as revision {card.revision + 1}
            </Button>
            <ButtonLink href={`${path}?tab=card`}>Not now</ButtonLink>
          </CardSections>
        }
      >
        <Writing markdown={draft.markdown} error={problem?.fields?.["markdown"]} onChange={write} />
      </WithRail>
    </form>
  );
}

type OlderBaseProps = { draft: CardDraft; card: CardText; rebase: () => void };

/** The draft was begun on a revision that is no longer the newest. */
function OlderBase({ draft, card, rebase }: OlderBaseProps) {
  if (draft.basedOn === card.revision) return null;
  return (
    <Notice
      tone="hold"
      icon="alert"
      title={`${card.author} saved revision ${card.revision}; this draft is based on revision ${draft.basedOn}.`}
      action={<Button onClick={rebase}>Replace revision {card.revision} with this draft</Button>}
    >
      Read the newer one first.
    </Notice>
  );
}

type WritingProps = { markdown: string; error: string | undefined; onChange: (markdown: string) => void };

function Writing({ markdown, error, onChange }: WritingProps) {
  const [reading, setReading] = useState(false);
  const shown = useDeferredValue(markdown);
  return (
    <>
      <fieldset className="flex gap-2">
        <legend className="sr-only">View</legend>
        <Button className="aria-pressed:bg-sunken" aria-pressed={!reading} onClick={() => setReading(false)}>
          Write
        </Button>
        <Button className="aria-pressed:bg-sunken" aria-pressed={reading} onClick={() => setReading(true)}>
          Preview
        </Button>
      </fieldset>
      {reading && <ModelCard markdown={shown} provenance="preview, as signers read it" />}
      <div hidden={reading}>
        <Sheet title="Model card" provenance="Markdown">
          <TextArea
            tall
            label="Text"
            hint="Markdown with tables, and a YAML head between --- lines if there is one. At most 1 MiB."
            required
            maxLength={CARD_LENGTH_MAX}
            value={markdown}
            error={error}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        </Sheet>
      </div>
    </>
  );
}

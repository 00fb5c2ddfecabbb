"use client";

import { Files } from "lucide-react";
import type { ReactNode } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { TemplateListView, TemplateView } from "#lib/releases/views/template-list.ts";
import { lockedText, planText, versionText } from "./template-words.ts";

type TemplatesViewProps = {
  list: TemplateListView;
  /** Offers a template again, or no longer. */
  offer: Submit<TemplateView>;
  onDone: () => void;
  form: ReactNode;
};

/** The templates of the workspace, each in its newest version, and where one is published. */
export const TemplatesView = ({ list, offer, onDone, form }: TemplatesViewProps) => (
  <>
    <PageHead
      title="Templates of releases"
      lede="What a new release starts from: questions for its texts, a rollout plan, and the parts of the plan that nobody changes."
      actions={
        <ButtonLink href="/templates#publish" whyNot={list.whyNotPublish ?? undefined}>
          New template
        </ButtonLink>
      }
    />
    <Sheet title="Templates" provenance={countOf(list.items.length, "template")} flush>
      {list.items.length === 0 ? (
        <EmptyState icon={Files} title="No templates of your own">
          New releases start from those of the product. Publish one below to set questions of your own, or to
          lock guardrails.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {list.items.map((one) => (
            <Row key={one.id} template={one} whyNot={list.whyNotPublish} offer={offer} onDone={onDone} />
          ))}
        </ul>
      )}
    </Sheet>
    {form}
  </>
);

type RowProps = { template: TemplateView; whyNot: string | null } & Pick<
  TemplatesViewProps,
  "offer" | "onDone"
>;

function Row({ template, whyNot, offer, onDone }: RowProps) {
  const { id, content, digest, publishedAt, publishedBy, releases, earlier } = template;
  const { busy, problem, send } = useSubmit(offer);
  return (
    <li className="flex flex-col gap-2 py-3 text-sm">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            {content.title}
            <Stated
              look={
                content.offered
                  ? { word: "Offered", tone: "pass" }
                  : { word: "Retired", tone: "plain", icon: "slash" }
              }
            />
          </p>
          <p className="text-ink-2">{content.whenToUse}</p>
          <p className="text-ink-2">
            {planText(content.plan)}. {lockedText(content)}
          </p>
          <p className="text-xs text-ink-3">
            {versionText(template)} by {publishedBy}, <Time at={publishedAt} />;{" "}
            {countOf(releases, "release")} made from it
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Digest value={digest} />
          <ButtonLink href={`/templates?of=${id}#publish`} whyNot={whyNot ?? undefined}>
            New version
          </ButtonLink>
          <Button
            busy={busy}
            whyNot={whyNot ?? undefined}
            onClick={async () => {
              const outcome = await send(template);
              if (outcome?.ok) onDone();
            }}
          >
            {content.offered ? "Retire" : "Offer again"}
          </Button>
        </div>
      </div>
      <ProblemNotice problem={problem} />
      {earlier.length > 0 && (
        <details>
          <summary className="text-xs text-accent">{countOf(earlier.length, "earlier version")}</summary>
          <ul className="mt-1 text-xs text-ink-2">
            {earlier.map((one) => (
              <li key={one.version}>
                Version {one.version} by {one.publishedBy}, <Time at={one.publishedAt} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

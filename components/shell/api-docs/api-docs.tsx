import type { ReactNode } from "react";
import { Brand } from "#components/shell/sidebar.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { type ApiEntry, byTag, STEPS } from "./api-entry.ts";
import { Command, Operation } from "./operation.tsx";

type ApiDocsProps = {
  entries: readonly ApiEntry[];
  /** The public address of this installation. */
  origin: string;
};

/** The API for people: first how a pipeline registers a version, then every operation with every field. */
export function ApiDocs({ entries, origin }: ApiDocsProps) {
  const tags = byTag(entries);
  return (
    <main className="mx-auto flex max-w-[1000px] flex-col gap-5 px-4 py-6">
      <Brand />
      <PageHead
        title="Register a version"
        lede="From your pipeline, in four requests. Everything a page here can do, the API can do under the same permissions."
        actions={<ButtonLink href="/api/v1/openapi.json">OpenAPI 3.1</ButtonLink>}
      />
      <FirstSheet origin={origin} />
      {STEPS.map(({ id, title, text }, index) => (
        <Sheet key={id} title={`${index + 1}. ${title}`} provenance={<Way href={`#${id}`}>All fields</Way>}>
          <p className="mb-3 text-sm text-ink-2">{text}</p>
          <Command text={entries.find((entry) => entry.id === id)?.curl ?? ""} what={title} />
        </Sheet>
      ))}
      <h2 className="mt-4 text-xl font-semibold">Every operation</h2>
      <nav aria-label="Subjects" className="flex flex-wrap gap-2 text-sm">
        {[...tags.keys()].map((tag) => (
          <Way key={tag} href={`#tag-${tag}`}>
            {tag}
          </Way>
        ))}
      </nav>
      {[...tags].map(([tag, own]) => (
        <div key={tag} id={`tag-${tag}`}>
          <Sheet title={tag} provenance={`${own.length} operations`} flush>
            {own.map((entry) => (
              <Operation key={entry.id} entry={entry} />
            ))}
          </Sheet>
        </div>
      ))}
    </main>
  );
}

const Way = ({ href, children }: { href: string; children: ReactNode }) => (
  <a href={href} className="font-medium text-accent hover:underline">
    {children}
  </a>
);

function FirstSheet({ origin }: { origin: string }) {
  return (
    <Sheet title="Before">
      <ol className="mb-3 flex list-decimal flex-col gap-1 pl-5 text-sm text-ink-2">
        <li>
          Add a model named churn-risk: <Way href="/new-model">New model</Way>.
        </li>
        <li>
          Make a token with the scopes artifact:store, version:register, evaluation:report and card:revise:{" "}
          <Way href="/settings?tab=tokens">Settings, Service tokens</Way>.
        </li>
        <li>Set both variables in your shell.</li>
      </ol>
      <Command text={`export COUNTERSIGN=${origin}\nexport TOKEN=cst_…`} what="the variables" />
      <p className="mt-3 text-sm text-ink-2">
        Every refusal is problem+json: a stable code, what happened, what to do, and every wrong field. Send
        an Idempotency-Key with a change, and a repeated request is recorded once.
      </p>
    </Sheet>
  );
}

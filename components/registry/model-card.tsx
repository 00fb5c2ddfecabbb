import Markdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { splitCard } from "./split-card.ts";

type ModelCardProps = { markdown: string | null; provenance: string };

/** The card as it was written, rendered without any of its HTML; its YAML head as a small table. */
export function ModelCard({ markdown, provenance }: ModelCardProps) {
  if (markdown === null) {
    return (
      <Sheet title="Model card">
        <EmptyState title="This version has no card">
          Post one to its card address, or register it with the version.
        </EmptyState>
      </Sheet>
    );
  }
  const { head, body } = splitCard(markdown);
  return (
    <Sheet title="Model card" provenance={provenance}>
      {head.length > 0 && (
        <div className="mb-4 rounded-md border border-line bg-sunken/60 p-3">
          <DefinitionList items={head} />
        </div>
      )}
      <div className="card-prose max-w-[72ch] text-sm">
        <Markdown remarkPlugins={[remarkGfm]} skipHtml components={prose}>
          {body}
        </Markdown>
      </div>
    </Sheet>
  );
}

type Html = { children?: React.ReactNode };

/** A card's own top heading is one level below the page's sections. Links leave the site, so they say no more than they must. */
const prose = {
  h1: ({ children }: Html) => <h3 className="mt-5 mb-2 text-lg font-semibold first:mt-0">{children}</h3>,
  h2: ({ children }: Html) => <h3 className="mt-5 mb-1.5 font-semibold first:mt-0">{children}</h3>,
  h3: ({ children }: Html) => <h4 className="mt-4 mb-1 font-medium">{children}</h4>,
  h4: ({ children }: Html) => <h5 className="mt-3 mb-1 font-medium">{children}</h5>,
  p: ({ children }: Html) => <p className="my-2 leading-5 text-ink-2">{children}</p>,
  ul: ({ children }: Html) => <ul className="my-2 list-disc pl-5 text-ink-2">{children}</ul>,
  ol: ({ children }: Html) => <ol className="my-2 list-decimal pl-5 text-ink-2">{children}</ol>,
  li: ({ children }: Html) => <li className="my-0.5">{children}</li>,
  strong: ({ children }: Html) => <strong className="font-semibold text-ink">{children}</strong>,
  code: ({ children }: Html) => <code className="rounded bg-sunken px-1 font-mono text-xs">{children}</code>,
  pre: ({ children }: Html) => (
    <pre className="my-2 overflow-x-auto rounded-md bg-sunken p-3 font-mono text-xs">{children}</pre>
  ),
  table: ({ children }: Html) => (
    <table className="my-3 w-full text-left text-xs tabular-nums">{children}</table>
  ),
  th: ({ children }: Html) => (
    <th className="border-b border-line py-1 pr-3 font-medium text-ink-3">{children}</th>
  ),
  td: ({ children }: Html) => <td className="border-b border-line py-1 pr-3">{children}</td>,
  a: ({ children, href }: Html & { href?: string | undefined }) => (
    <a href={href} rel="noreferrer noopener nofollow" className="text-accent underline">
      {children}
    </a>
  ),
  img: ({ alt }: { alt?: string | undefined }) => (
    <span className="text-ink-3">[picture: {alt || "not described"}]</span>
  ),
  input: ({ checked }: { checked?: boolean | undefined }) => <span>{checked ? "☑" : "☐"}</span>,
};

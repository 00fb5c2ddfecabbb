import { clsx } from "clsx";
import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { splitCard } from "#lib/registry/card-head.ts";
import { type CardTree, cardTree } from "#lib/registry/card-tree.ts";
import { cardElements } from "./card-elements.tsx";
import { notShownText, notTypesetText } from "./card-words.ts";

type ModelCardProps = { markdown: string | null; provenance: string };

/**
 * A card as it reads: its YAML head as a small table, its Markdown and HTML cleaned. Whoever signs it signs all of it, so
 * what is left out is said, and the source stands below.
 */
export function ModelCard({ markdown, provenance }: ModelCardProps) {
  if (markdown === null) {
    return (
      <Sheet title="Model card">
        <EmptyState title="This version has no card">Its authors write one on the version's page.</EmptyState>
      </Sheet>
    );
  }
  const { head, deeper, body } = splitCard(markdown);
  const typeset = cardTree(body);
  return (
    <Sheet title="Model card" provenance={provenance}>
      {head.length > 0 && (
        <div className="mb-4 rounded-md border border-line bg-sunken/60 p-3">
          <DefinitionList items={head} />
        </div>
      )}
      {typeof typeset === "string" ? (
        <>
          <p className="mb-3 text-sm text-ink-2">{notTypesetText[typeset]}</p>
          <Source markdown={markdown} className="max-h-[80vh] whitespace-pre-wrap break-words" />
        </>
      ) : (
        <Typeset {...typeset} deeper={deeper} markdown={markdown} />
      )}
    </Sheet>
  );
}

type TypesetProps = CardTree & { deeper: boolean; markdown: string };

function Typeset({ tree, leftOut, deeper, markdown }: TypesetProps) {
  const notShown = notShownText(leftOut, deeper);
  return (
    <>
      <div className="card-prose max-w-[72ch] break-words text-sm">
        {toJsxRuntime(tree, { Fragment, jsx, jsxs, components: cardElements })}
      </div>
      {notShown && <p className="mt-4 text-xs text-ink-2">{notShown}</p>}
      <details className="mt-3 text-xs">
        <summary className="cursor-pointer font-medium text-accent">Source</summary>
        <Source markdown={markdown} className="mt-2 max-h-96" />
      </details>
    </>
  );
}

/** The card byte for byte: what its digest covers. */
function Source({ markdown, className }: { markdown: string; className: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <pre tabIndex={0} className={clsx("overflow-auto rounded-md bg-sunken p-3 font-mono text-xs", className)}>
      {markdown}
    </pre>
  );
}

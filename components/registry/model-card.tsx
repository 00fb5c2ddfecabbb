import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { splitCard } from "#lib/registry/card-head.ts";
import { cardTree } from "#lib/registry/card-tree.ts";
import { cardElements } from "./card-elements.tsx";
import { notShownText } from "./card-words.ts";

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
  const { tree, leftOut } = cardTree(body);
  const notShown = notShownText(leftOut, deeper);
  return (
    <Sheet title="Model card" provenance={provenance}>
      {head.length > 0 && (
        <div className="mb-4 rounded-md border border-line bg-sunken/60 p-3">
          <DefinitionList items={head} />
        </div>
      )}
      <div className="card-prose max-w-[72ch] break-words text-sm">
        {toJsxRuntime(tree, { Fragment, jsx, jsxs, components: cardElements })}
      </div>
      {notShown && <p className="mt-4 text-xs text-ink-2">{notShown}</p>}
      <CardSource markdown={markdown} />
    </Sheet>
  );
}

/** The card byte for byte: what its digest covers. */
function CardSource({ markdown }: { markdown: string }) {
  return (
    <details className="mt-3 text-xs">
      <summary className="cursor-pointer font-medium text-accent">Source</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="mt-2 max-h-96 overflow-auto rounded-md bg-sunken p-3 font-mono">
        {markdown}
      </pre>
    </details>
  );
}

import { Fragment, type ReactNode } from "react";

export type Definition = { term: string; value: ReactNode };

/** Terms left, values right; stacked when narrow. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className="grid grid-cols-1 gap-y-1.5 text-sm sm:grid-cols-[minmax(88px,30%)_1fr] sm:gap-x-3">
      {items.map((item) => (
        <Fragment key={item.term}>
          <dt className="text-ink-3 max-sm:text-xs max-sm:not-first:mt-1">{item.term}</dt>
          <dd className="min-w-0 wrap-anywhere">{item.value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

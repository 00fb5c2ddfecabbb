import { Fragment, type ReactNode } from "react";

export type Definition = { term: string; value: ReactNode };

/** Terms left, values right; stacked when narrow. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className="grid grid-cols-[clamp(88px,30%,130px)_1fr] gap-x-3 gap-y-1.5 text-sm">
      {items.map((item) => (
        <Fragment key={item.term}>
          <dt className="text-ink-3">{item.term}</dt>
          <dd className="min-w-0 wrap-anywhere">{item.value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

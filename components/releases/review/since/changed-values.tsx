import { Shield, TrendingUp } from "lucide-react";
import type { ChangedValue } from "./plan-rows.ts";

/** Values as old and new, each with whether it is stricter or looser now. */
export function ChangedValues({ caption, values }: { caption: string; values: readonly ChangedValue[] }) {
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead className="text-left text-xs text-ink-3 max-sm:sr-only">
        <tr className="border-b border-line">
          <th scope="col" className="py-1 font-medium">
            Value
          </th>
          <th scope="col" className="py-1 pl-3 text-right font-medium">
            Was
          </th>
          <th scope="col" className="py-1 pl-3 text-right font-medium">
            Is
          </th>
          <th scope="col" className="py-1 pl-3 font-medium">
            <span className="sr-only">Effect</span>
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {values.map(({ label, before, after, effect }) => (
          <tr key={label} className="max-sm:flex max-sm:flex-wrap max-sm:items-baseline max-sm:pb-1.5">
            <th scope="row" className="py-1.5 text-left font-normal wrap-anywhere max-sm:basis-full">
              {label}
            </th>
            <td className="text-right text-ink-3 line-through tabular-nums sm:py-1.5 sm:pl-3">{before}</td>
            <td className="pl-3 text-right font-medium tabular-nums sm:py-1.5">{after}</td>
            <td className="pl-3 text-xs whitespace-nowrap max-sm:ml-auto sm:py-1.5">
              <Effect effect={effect} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Effect({ effect }: Pick<ChangedValue, "effect">) {
  if (effect === null) return null;
  const Icon = effect === "stricter" ? Shield : TrendingUp;
  return (
    <span
      className={
        effect === "stricter"
          ? "inline-flex items-center gap-1 text-ink-2"
          : "inline-flex items-center gap-1 font-medium text-hold"
      }
    >
      <Icon aria-hidden="true" className="size-3.5" /> {effect}
    </span>
  );
}

import Link from "next/link";
import type { ReactNode } from "react";
import { type StateIcon, StateMark } from "./state-pill.tsx";
import type { Tone } from "./tone.ts";

export type Item = {
  key: string;
  title: ReactNode;
  detail?: ReactNode;
  tone: Tone;
  icon?: StateIcon | undefined;
  href?: string | undefined;
  trailing?: ReactNode;
};

/** Lines with a state mark, a title and a grey second line. */
export function ItemList({ items, square }: { items: readonly Item[]; square?: boolean | undefined }) {
  return (
    <ul className="divide-y divide-line">
      {items.map((item) => (
        <li key={item.key} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
          <StateMark tone={item.tone} icon={item.icon} square={square ?? true} />
          <span className="min-w-0 flex-1 basis-44">
            {item.href ? (
              <Link href={item.href} className="block text-sm font-medium hover:underline">
                {item.title}
              </Link>
            ) : (
              <span className="block text-sm font-medium">{item.title}</span>
            )}
            {item.detail !== undefined && <span className="block text-xs text-ink-3">{item.detail}</span>}
          </span>
          {item.trailing !== undefined && (
            <span className="flex items-center gap-3 text-xs text-ink-3 max-sm:ml-10">{item.trailing}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

import Link from "next/link";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Hit } from "#lib/overview/views/search.ts";
import { hitKey, hitLine } from "./hit-words.ts";
import { kindIcons } from "./kind-icons.ts";
import { Marked } from "./marked.tsx";

/** What was found of one kind, the best first, with the words of the search marked. */
export function HitList({ hits, query }: { hits: readonly Hit[]; query: string }) {
  return (
    <ul className="divide-y divide-line">
      {hits.map((hit) => {
        const { href, title, detail, look, at } = hitLine(hit);
        const Icon = kindIcons[hit.kind];
        return (
          <li
            key={hitKey(hit)}
            className="relative flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5 hover:bg-sunken/60"
          >
            <span
              aria-hidden="true"
              className="grid size-7 shrink-0 place-items-center rounded-md bg-sunken text-ink-2"
            >
              <Icon className="size-4" />
            </span>
            <span className="min-w-0 flex-1 basis-52">
              <Link
                href={href}
                className="block text-sm font-medium wrap-anywhere after:absolute after:inset-0"
              >
                <Marked text={title} query={query} />
              </Link>
              <span className="block text-xs wrap-anywhere text-ink-3">
                <Marked text={detail} query={query} />
              </span>
            </span>
            <span className="flex items-center gap-3 text-xs text-ink-3 max-sm:ml-11">
              {look && <Stated look={look} />}
              {at && <Time at={at} as="date" />}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

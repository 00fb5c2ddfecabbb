import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Zone } from "#components/ui/time.tsx";
import { SearchBox } from "./search-box.tsx";

export type Crumb = { label: string; href?: string | undefined };

type PageProps = {
  crumbs: readonly Crumb[];
  /** Something is pinned to the bottom of a narrow screen: leave room under the content. */
  pinnedBelow?: boolean | undefined;
  children: ReactNode;
};

/** A page inside the shell: breadcrumbs and search on top, then the content, at most 1240 px wide. */
export function Page({ crumbs, pinnedBelow, children }: PageProps) {
  return (
    <>
      <div className="print:hidden flex min-h-12 items-center justify-between gap-4 border-b border-line px-4 lg:sticky lg:top-0 lg:z-20 lg:bg-bg lg:px-6">
        <Breadcrumbs crumbs={crumbs} />
        <SearchBox />
      </div>
      <main
        id="content"
        tabIndex={-1}
        className={`mx-auto flex max-w-[1240px] flex-col gap-5 px-4 py-5 outline-none lg:px-6 ${pinnedBelow ? "max-lg:pb-28" : ""}`}
      >
        {children}
        <p className="hidden text-xs text-ink-2 print:block">
          Countersign. Times without a zone are in <Zone />.
        </p>
      </main>
    </>
  );
}

function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumbs" className="min-w-0">
      <ol className="flex flex-wrap items-center gap-x-1.5 text-sm text-ink-2">
        {crumbs.map((crumb, index) => {
          const last = index === crumbs.length - 1;
          return (
            <li key={`${crumb.label}${crumb.href ?? ""}`} className="flex min-w-0 items-center gap-1.5">
              {index > 0 && <ChevronRight aria-hidden="true" className="size-3.5 shrink-0 text-ink-3" />}
              {crumb.href && !last ? (
                <Link href={crumb.href} className="truncate hover:text-ink hover:underline">
                  {crumb.label}
                </Link>
              ) : (
                <span
                  aria-current={last ? "page" : undefined}
                  className={last ? "truncate font-medium text-ink" : "truncate"}
                >
                  {crumb.label}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

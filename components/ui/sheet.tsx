import { clsx } from "clsx";
import { type ReactNode, useId } from "react";

type SheetProps = {
  title: ReactNode;
  /** Where this comes from: revision, hash, policy version, who signed it. */
  provenance?: ReactNode;
  /** For lists and tables, which have their own vertical padding. */
  flush?: boolean | undefined;
  className?: string | undefined;
  id?: string | undefined;
  children: ReactNode;
};

/** A titled surface: title left, provenance right, content below. A landmark named by its title. */
export function Sheet({ title, provenance, flush, className, id, children }: SheetProps) {
  const titleId = useId();
  return (
    <section
      id={id}
      aria-labelledby={titleId}
      className={clsx("min-w-0 rounded-lg border border-line bg-surface", className)}
    >
      <header className="flex min-h-11 flex-wrap items-center justify-between gap-x-3 gap-y-0.5 border-b border-line px-4 py-2">
        <h2 id={titleId} className="text-sm font-semibold">
          {title}
        </h2>
        {provenance !== undefined && (
          <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-3">
            {provenance}
          </div>
        )}
      </header>
      <div className={flush ? "px-4 pb-1" : "p-4"}>{children}</div>
    </section>
  );
}

import { clsx } from "clsx";
import type { ReactNode } from "react";

type PageHeadProps = {
  /** Pills and facts above the title. */
  marks?: ReactNode;
  title: ReactNode;
  lede?: ReactNode;
  /** Actions, on the right. */
  actions?: ReactNode;
  /** Stays under the top bar while the page scrolls, for pages whose actions must stay in reach. */
  sticky?: boolean | undefined;
};

export function PageHead({ marks, title, lede, actions, sticky }: PageHeadProps) {
  return (
    <div
      className={clsx(
        "flex flex-wrap items-start justify-between gap-x-6 gap-y-3",
        sticky && "lg:sticky lg:top-12 lg:z-10 lg:-mx-6 lg:-my-3 lg:bg-bg lg:px-6 lg:py-3",
      )}
    >
      <div className="min-w-0 flex-1 basis-80">
        {marks && <div className="mb-1.5 flex flex-wrap items-center gap-2 text-xs text-ink-3">{marks}</div>}
        <h1 className="text-2xl font-semibold tracking-tight text-balance wrap-anywhere">{title}</h1>
        {lede && <p className="mt-1 max-w-[64ch] text-ink-2">{lede}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-start gap-2">{actions}</div>}
    </div>
  );
}

/** The word between two names in a title: "churn-risk v2 to production". */
export function Between({ children }: { children: ReactNode }) {
  return <span className="font-normal text-ink-3">{children}</span>;
}

type WithRailProps = {
  rail: ReactNode;
  railLabel: string;
  /** The reader's next action: on top of the rail, or pinned to the bottom of a narrow screen. */
  pinned?: ReactNode;
  /** On narrow screens, below the content instead of above it. */
  railLast?: boolean | undefined;
  children: ReactNode;
};

/** Content with a rail beside it. On narrow screens the rail goes above the content. */
export function WithRail({ rail, railLabel, pinned, railLast, children }: WithRailProps) {
  return (
    <div className="grid grid-cols-1 gap-5 lg:grid-cols-[minmax(0,1fr)_320px] lg:grid-rows-[auto_1fr]">
      {pinned && (
        <div className="print:hidden min-w-0 max-lg:sticky max-lg:bottom-0 max-lg:z-20 max-lg:order-4 max-lg:-mx-4 max-lg:-mb-5 max-lg:max-h-[45dvh] max-lg:overflow-y-auto max-lg:border-t max-lg:border-line-strong max-lg:bg-surface lg:col-start-2">
          {pinned}
        </div>
      )}
      <aside
        aria-label={railLabel}
        className={clsx(
          "flex min-w-0 flex-col gap-5 lg:col-start-2",
          railLast ? "max-lg:order-3" : "max-lg:order-1",
          pinned ? "lg:row-start-2" : "lg:row-span-2 lg:row-start-1",
        )}
      >
        {rail}
      </aside>
      <div className="flex min-w-0 flex-col gap-5 max-lg:order-2 lg:col-start-1 lg:row-span-2 lg:row-start-1">
        {children}
      </div>
    </div>
  );
}

/** Two sheets side by side; stacked on narrow screens. */
export function SideBySide({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-1 gap-5 md:grid-cols-2">{children}</div>;
}

import type { ReactNode } from "react";

type PageHeadProps = {
  /** Pills and facts above the title. */
  marks?: ReactNode;
  title: ReactNode;
  lede?: ReactNode;
  /** What can be done here, right. */
  actions?: ReactNode;
};

export function PageHead({ marks, title, lede, actions }: PageHeadProps) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-80">
        {marks && <div className="mb-1.5 flex flex-wrap items-center gap-2 text-xs text-ink-3">{marks}</div>}
        <h1 className="text-2xl font-semibold tracking-tight text-balance wrap-anywhere">{title}</h1>
        {lede && <p className="mt-1 max-w-[64ch] text-ink-2">{lede}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-start gap-2">{actions}</div>}
    </div>
  );
}

/** The word between two names in a title: "flight-delay v2 to production". */
export function Between({ children }: { children: ReactNode }) {
  return <span className="font-normal text-ink-3">{children}</span>;
}

/** Content with a rail for who and when. Narrow, the rail goes under the head and above the content. */
export function WithRail({
  rail,
  children,
  railLabel,
}: {
  rail: ReactNode;
  railLabel: string;
  children: ReactNode;
}) {
  return (
    <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_320px]">
      <aside aria-label={railLabel} className="flex min-w-0 flex-col gap-5 lg:order-2">
        {rail}
      </aside>
      <div className="flex min-w-0 flex-col gap-5 lg:order-1">{children}</div>
    </div>
  );
}

import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type MessagePageProps = { icon: LucideIcon; title: string; children: ReactNode; actions: ReactNode };

/** A page with a single message: not found, not allowed, failed. */
export function MessagePage({ icon: Icon, title, children, actions }: MessagePageProps) {
  return (
    <main
      id="content"
      className="mx-auto flex min-h-[70dvh] max-w-[52ch] flex-col items-start justify-center gap-3 px-4"
    >
      <span
        aria-hidden="true"
        className="grid size-9 place-items-center rounded-md border border-line bg-surface text-ink-2"
      >
        <Icon className="size-5" />
      </span>
      <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
      <div className="flex flex-col gap-2 text-ink-2">{children}</div>
      <div className="mt-2 flex flex-wrap gap-2">{actions}</div>
    </main>
  );
}

import { clsx } from "clsx";
import { Stamp } from "lucide-react";
import type { ReactNode } from "react";

/** The frame of a step of signing in: the product's name and nothing else. */
export function SignInFrame({ narrow, children }: { narrow?: boolean; children: ReactNode }) {
  return (
    <main
      className={clsx(
        "mx-auto flex min-h-dvh w-full flex-col justify-center gap-6 px-4 py-8",
        narrow ? "max-w-[480px]" : "max-w-[880px]",
      )}
    >
      <div className="flex items-center gap-2">
        <span className="grid size-8 place-items-center rounded-md bg-accent text-on-accent">
          <Stamp aria-hidden="true" className="size-4.5" />
        </span>
        <span className="font-semibold tracking-tight">Countersign</span>
      </div>
      {children}
    </main>
  );
}

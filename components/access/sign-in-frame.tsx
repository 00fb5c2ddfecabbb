import { Stamp } from "lucide-react";
import type { ReactNode } from "react";

/** What stands around a step of signing in: the name of the house and nothing else. */
export function SignInFrame({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[880px] flex-col justify-center gap-6 px-4 py-8">
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

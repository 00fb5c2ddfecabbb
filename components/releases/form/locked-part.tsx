import { Lock } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { PlanPart } from "#lib/releases/template.ts";
import type { MadeFromView } from "#lib/releases/views/template-list.ts";

type LockedPartProps = {
  part: PlanPart;
  /** The template that the release is made from; undefined for none. */
  template: MadeFromView | undefined;
  children: ReactNode;
};

/** A part of the plan. Where its template locks it, it is shown as it is, with why nobody changes it here. */
export function LockedPart({ part, template, children }: LockedPartProps) {
  if (!template?.locked.includes(part)) return children;
  return (
    <div className="flex flex-col gap-3">
      <p className="flex items-start gap-2 text-xs text-ink-2">
        <Lock aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
        <span>
          Locked by the template “{template.title}”, version {template.version}.{" "}
          <Link href="/templates" className="text-accent underline">
            See the template
          </Link>
        </span>
      </p>
      <fieldset disabled className="min-w-0">
        <legend className="sr-only">Locked by the template</legend>
        {children}
      </fieldset>
    </div>
  );
}

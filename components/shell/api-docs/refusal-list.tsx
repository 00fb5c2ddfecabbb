import { countOf } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import type { ApiRefusal } from "./api-entry.ts";
import { Words } from "./words.tsx";

/** Every code of a refusal under the anchor that a problem's `type` names. */
export function RefusalList({ refusals }: { refusals: readonly ApiRefusal[] }) {
  return (
    <Sheet
      title="Refusals"
      provenance={`application/problem+json, ${countOf(refusals.length, "code")}`}
      flush
    >
      <p className="border-b border-line py-3 text-sm text-ink-2">
        Every refusal has a stable code, what happened, what to do, where people do it, and every wrong field.
        Send an Idempotency-Key with a change, and a repeated request is recorded once.
      </p>
      <ul className="divide-y divide-line">
        {refusals.map(({ code, message, todo }) => (
          <li
            key={code}
            id={code}
            className="-mx-4 grid scroll-mt-4 gap-x-4 gap-y-0.5 px-4 py-2 text-sm target:bg-accent-weak sm:grid-cols-[16rem_1fr]"
          >
            <a
              href={`#${code}`}
              className="font-mono text-xs wrap-anywhere text-accent hover:underline sm:pt-0.5"
            >
              {code}
            </a>
            <span className="min-w-0 wrap-anywhere">
              <Words text={message ?? "The sentence depends on the case."} />
              {todo && (
                <span className="block text-ink-2">
                  <Words text={todo} />
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

import { CheckLine } from "#components/releases/review/gate-list.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import type { Check } from "#lib/releases/checks.ts";
import { worstFirst } from "#lib/releases/checks.ts";

/** What the checks and gates of the release say: those that do not pass with their way out, the others folded. */
export function ChecksStrip({ checks }: { checks: readonly Check[] }) {
  if (checks.length === 0) return null;
  const passing = checks.filter(({ status }) => status === "pass");
  const others = worstFirst(checks).filter(({ status }) => status !== "pass");
  if (others.length === 0)
    return (
      <p className="-mx-4 -mt-4 flex items-center gap-2 border-b border-line bg-sunken px-4 py-2 text-sm text-ink-2">
        <StateMark tone="pass" />
        All {checks.length} checks and gates pass.
      </p>
    );
  return (
    <section
      aria-label="Checks and gates"
      className="-mx-4 -mt-4 border-b border-line bg-sunken px-4 py-2 text-sm"
    >
      <p className="text-ink-2">{stripText(checks)}</p>
      <ul>
        {others.map((check) => (
          <CheckLine key={check.id} check={check} />
        ))}
      </ul>
      {passing.length > 0 && (
        <details>
          <summary className="py-1 text-xs text-accent">{passing.length} pass</summary>
          <ul>
            {passing.map((check) => (
              <CheckLine key={check.id} check={check} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** "2 of 21 checks and gates do not pass, 1 is waived." */
export function stripText(checks: readonly Check[]): string {
  const waived = checks.filter(({ status }) => status === "waived").length;
  const open = checks.filter(({ status }) => status === "fail" || status === "hold").length;
  const first =
    open === 0
      ? `None of ${checks.length} checks and gates fails`
      : `${open} of ${checks.length} checks and gates ${open === 1 ? "does" : "do"} not pass`;
  return waived === 0 ? `${first}.` : `${first}, ${waived} ${waived === 1 ? "is" : "are"} waived.`;
}

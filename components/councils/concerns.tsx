import { StateMark } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Concern } from "./decision.ts";

/** What the page shows against it, repeated where somebody decides: worst first, and how many fail. */
export function Concerns({ concerns }: { concerns: readonly Concern[] }) {
  if (concerns.length === 0) return null;
  const failing = failingIn(concerns).length;
  return (
    <section aria-label="Checks">
      <h3 className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm font-semibold">
        {checksText(concerns.length)}
        <span className="text-xs font-normal text-ink-3">
          {failing === 0 ? "none fails" : `${failing} ${failing === 1 ? "fails" : "fail"}`}
        </span>
      </h3>
      <ul aria-label="Checks that do not pass" className="mt-2 flex flex-col gap-2 text-sm">
        {concerns.map(({ id, tone, title, text, at }) => (
          <li key={id} className="flex items-start gap-2.5">
            <StateMark tone={tone} />
            <span>
              <span className="font-medium">{title}</span>{" "}
              <span className="text-ink-2">
                {text}
                {at && (
                  <>
                    {" "}
                    <Time at={at} as="relative" />
                  </>
                )}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The checks that somebody goes over, who approves or starts in spite of them. */
export const failingIn = (concerns: readonly Concern[]): Concern[] =>
  concerns.filter(({ tone }) => tone === "fail");

const checksText = (count: number): string =>
  count === 1 ? "1 check does not pass" : `${count} checks do not pass`;

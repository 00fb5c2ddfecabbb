import { clsx } from "clsx";
import Link from "next/link";
import { toneColor } from "#components/ui/tone.ts";
import { CATALOGUE } from "#lib/obligations/catalogue.ts";
import { coverageOf, pointsOf } from "#lib/obligations/coverage.ts";
import type { AnswerState, Answers, Framework } from "#lib/obligations/framework.ts";
import { answerLooks, coverageText, statusLooks } from "./obligation-words.ts";

type FrameworksProps = { answers: Answers; current: Framework; hrefOf: (id: string) => string };

/** Every framework with how much of it is answered; one of them is shown below. */
export function Frameworks({ answers, current, hrefOf }: FrameworksProps) {
  return (
    <nav aria-label="Frameworks">
      <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line md:grid-cols-3">
        {CATALOGUE.frameworks.map((framework) => {
          const isCurrent = framework.id === current.id;
          const { answered, points } = coverageOf(framework, answers);
          return (
            <li key={framework.id} className={clsx("min-w-0", isCurrent ? "bg-accent-weak" : "bg-surface")}>
              <Link
                href={hrefOf(framework.id)}
                scroll={false}
                aria-current={isCurrent ? "true" : undefined}
                className={clsx(
                  "flex h-full flex-col gap-1 border-b-2 px-3.5 py-3 text-xs text-ink-2",
                  isCurrent ? "border-accent" : "border-transparent hover:bg-sunken",
                )}
              >
                <span className="flex flex-wrap items-baseline justify-between gap-x-2">
                  <span className="text-sm font-semibold text-ink">{framework.name}</span>
                  {points > 0 && (
                    <span className="tabular-nums">
                      {answered} of {points}
                    </span>
                  )}
                </span>
                <span>{framework.part}</span>
                <Segments framework={framework} answers={answers} />
                <span className="mt-auto font-medium" style={{ color: statusColor(framework) }}>
                  {statusLooks[framework.status].word}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

const statusColor = ({ status }: Framework): string =>
  status === "superseded" ? "var(--ink-2)" : toneColor[statusLooks[status].tone];

const SHOWN: readonly AnswerState[] = ["answered", "waiting", "blank"];

/** One mark a point, what is answered first; a blank is hatched. */
function Segments({ framework, answers }: { framework: Framework; answers: Answers }) {
  const points = pointsOf(framework);
  if (points.length === 0) return null;
  const sorted = SHOWN.flatMap((state) => points.filter(({ by }) => answers[by].state === state));
  return (
    <span
      role="img"
      aria-label={coverageText(coverageOf(framework, answers))}
      className="my-0.5 flex h-1.5 gap-px"
    >
      {sorted.map(({ id, by }) => {
        const { tone } = answerLooks[answers[by].state];
        return (
          <i
            key={id}
            className={clsx("flex-1 first:rounded-l last:rounded-r", tone === "none" && "hatched bg-sunken")}
            style={tone === "none" ? undefined : { backgroundColor: toneColor[tone] }}
          />
        );
      })}
    </span>
  );
}

import Link from "next/link";
import { capital } from "#components/ui/capital.ts";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { WayOut } from "#components/ui/way-out.tsx";
import { coverageOf } from "#lib/obligations/coverage.ts";
import type { Answer, Answers, Framework, Point } from "#lib/obligations/framework.ts";
import { answerLooks, coverageText, statusLooks } from "./obligation-words.ts";

type PointsProps = {
  framework: Framework;
  answers: Answers;
  openOnly: boolean;
  /** The same with the other choice. */
  otherHref: string;
};

/** Each point of a framework, in our words, with what answers it. */
export function Points({ framework, answers, openOnly, otherHref }: PointsProps) {
  const coverage = coverageOf(framework, answers);
  const sections = framework.sections
    .map((section) => ({
      ...section,
      points: section.points.filter(({ by }) => !openOnly || answers[by].state !== "answered"),
    }))
    .filter(({ points }) => points.length > 0);
  return (
    <Sheet
      title={`${framework.name}, ${framework.part}`}
      provenance={
        coverage.points > 0 && (
          <>
            {coverageText(coverage)}
            <Link href={otherHref} scroll={false} className="font-medium text-accent hover:underline">
              {openOnly ? "Show all" : "Open points only"}
            </Link>
          </>
        )
      }
    >
      <div className="flex flex-col gap-3">
        <Standing framework={framework} />
        {framework.sections.length > 0 && sections.length === 0 && (
          <EmptyState title="Nothing is open">Every point of it has its answer.</EmptyState>
        )}
        {sections.map(({ title, points }) => (
          <section key={title}>
            <h3 className="-mx-4 bg-sunken px-4 py-1.5 text-xs font-medium text-ink-2">{title}</h3>
            <ul className="divide-y divide-line">
              {points.map((point) => (
                <PointRow key={point.id} point={point} answer={answers[point.by]} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Sheet>
  );
}

/** Since when and for whom, with the sources that say so. */
function Standing({ framework: { status, standing, audience, sources } }: { framework: Framework }) {
  const rests = (
    <span className="mt-1 flex flex-wrap gap-x-3 text-xs">
      {sources.map(({ title, href }) => (
        <a key={href} href={href} rel="noreferrer" className="font-medium text-accent hover:underline">
          {title}
        </a>
      ))}
    </span>
  );
  const said = (
    <>
      {standing}
      {audience && ` For: ${audience}.`}
    </>
  );
  if (status === "conflicting")
    return (
      <Notice tone="hold" title="Sources disagree on the date.">
        {said}
        {rests}
      </Notice>
    );
  return (
    <div className="flex flex-col gap-1 text-sm text-ink-2">
      <p>
        <span className="font-medium text-ink">{capital(statusLooks[status].word)}.</span> {said}
      </p>
      {rests}
    </div>
  );
}

function PointRow({ point, answer }: { point: Point; answer: Answer }) {
  const { word, tone } = answerLooks[answer.state];
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 gap-y-1 py-2 text-sm md:grid-cols-[auto_5.5rem_minmax(0,1fr)_minmax(0,1.25fr)]">
      <StateMark tone={tone} />
      <span className="pt-0.5 text-ink-2 tabular-nums max-md:hidden">{point.id}</span>
      <span className="pt-0.5">
        <span className="text-ink-2 md:hidden">{point.id} </span>
        {point.asks}
      </span>
      <span className="max-md:col-start-2">
        <span className="sr-only">{word}: </span>
        {answer.state === "blank" ? <BlankAnswer answer={answer} /> : <FoundAnswer answer={answer} />}
      </span>
    </li>
  );
}

function FoundAnswer({ answer: { says, place, digest } }: { answer: Answer }) {
  return (
    <span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
      {place ? (
        <Link href={place.href} className="font-medium text-accent hover:underline">
          {says}
        </Link>
      ) : (
        <span>{says}</span>
      )}
      {digest && <Digest value={digest} />}
    </span>
  );
}

function BlankAnswer({ answer: { says, place } }: { answer: Answer }) {
  return (
    <span className="hatched flex flex-wrap items-center justify-between gap-2 rounded-md bg-sunken p-1.5">
      <span className="rounded bg-surface px-2 py-0.5">
        <span aria-hidden="true" className="font-semibold">
          Blank{" "}
        </span>
        {says}
      </span>
      {place && (
        <span className="rounded bg-surface px-2 py-0.5">
          <WayOut place={place} />
        </span>
      )}
    </span>
  );
}

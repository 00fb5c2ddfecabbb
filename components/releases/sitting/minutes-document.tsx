import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { minutesDocument } from "#lib/releases/minutes-document.ts";
import type { SittingView } from "#lib/releases/views/sitting.ts";
import { MinutesList } from "./minutes-column.tsx";
import { MinutesSigners } from "./minutes-signers.tsx";
import { sittingLooks } from "./sitting-words.ts";

/** The minutes of a sitting, to read, print and keep. */
export function MinutesDocument({ sitting }: { sitting: SittingView }) {
  const { title, council, startsAt, state, facts, attendance, decisions, entries, signings } =
    minutesDocument(sitting);
  return (
    <>
      <PageHead
        marks={<Stated look={sittingLooks[state]} />}
        title={title}
        lede={
          <>
            {council}, <Time at={startsAt} />
          </>
        }
        actions={
          <span className="flex flex-wrap gap-2 print:hidden">
            <ButtonLink href={`/api/v1/sittings/${sitting.id}/minutes.md`}>Download as Markdown</ButtonLink>
            <ButtonLink href={`/api/v1/sittings/${sitting.id}`}>Download as JSON</ButtonLink>
          </span>
        }
      />
      <Sheet title="Attendance" provenance={facts.join(" · ")}>
        {attendance.length === 0 ? (
          <p className="text-sm text-ink-3">Nobody was taken down yet.</p>
        ) : (
          <ul className="flex flex-col gap-1 text-sm">
            {attendance.map(({ key, says }) => (
              <li key={key}>{says}</li>
            ))}
          </ul>
        )}
      </Sheet>
      <Sheet title="Decisions">
        {decisions.length === 0 && <p className="text-sm text-ink-3">Nothing was on the agenda.</p>}
        <ol className="flex flex-col gap-3 text-sm">
          {decisions.map((item) => (
            <li key={item.nth}>
              {item.nth}.{" "}
              <a href={item.href} className="font-medium">
                {item.title}
              </a>
              : {item.says}
              {item.votes.length > 0 && (
                <ul className="mt-1 ml-4 text-xs text-ink-2">
                  {item.votes.map((vote) => (
                    <li key={vote}>{vote}</li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ol>
      </Sheet>
      <Sheet title="What happened">
        <MinutesList entries={entries} />
      </Sheet>
      <MinutesSigners signings={signings} />
    </>
  );
}

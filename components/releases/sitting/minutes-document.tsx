import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { SittingView } from "#lib/releases/views/sitting.ts";
import { MinutesList } from "./minutes-column.tsx";
import { MinutesSigners } from "./minutes-signers.tsx";
import { sittingLooks } from "./sitting-words.ts";

/** The minutes of a sitting, to read, print and keep. */
export function MinutesDocument({ sitting }: { sitting: SittingView }) {
  const { id, number, council, state, startsAt, people, items, entries, minutes } = sitting;
  const came = people.filter(({ presence }) => presence !== null);
  return (
    <>
      <PageHead
        marks={<Stated look={sittingLooks[state]} />}
        title={`Minutes of sitting ${number}`}
        lede={
          <>
            {council.name}, <Time at={startsAt} />
          </>
        }
        actions={
          <span className="print:hidden">
            <ButtonLink href={`/api/v1/sittings/${id}`}>Download as JSON</ButtonLink>
          </span>
        }
      />
      <Sheet title="Attendance">
        {came.length === 0 ? (
          <p className="text-sm text-ink-3">Nobody was taken down yet.</p>
        ) : (
          <ul className="flex flex-col gap-1 text-sm">
            {came.map(({ id: person, name, seat, presence, stands }) => (
              <li key={`${person} ${seat}`}>
                {name}
                {seat && `, ${functionLabels[seat]}`}
                {stands && ", alternate"}: {presence}
              </li>
            ))}
          </ul>
        )}
      </Sheet>
      <Sheet title="Decisions">
        {items.length === 0 && <p className="text-sm text-ink-3">Nothing was on the agenda.</p>}
        <ol className="flex flex-col gap-2 text-sm">
          {items.map((item, at) => (
            <li key={item.item}>
              {at + 1}. <a href={item.href}>{item.title}</a>:{" "}
              {item.state === "recorded"
                ? item.sentence
                : item.state === "postponed"
                  ? `put off. ${item.reason ?? ""}`
                  : "not recorded yet."}
            </li>
          ))}
        </ol>
      </Sheet>
      <Sheet title="What happened">
        <MinutesList entries={entries} />
      </Sheet>
      <MinutesSigners minutes={minutes} />
    </>
  );
}

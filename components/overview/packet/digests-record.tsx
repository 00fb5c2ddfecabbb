import { sectionNames } from "#components/releases/section-words.ts";
import { capital } from "#components/ui/capital.ts";
import { type Definition, DefinitionList } from "#components/ui/definition-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { SECTIONS } from "#lib/councils/sections.ts";
import { listed } from "#lib/kernel/listed.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";

type DigestsRecordProps = Pick<ReleasePageView, "subjectDigest" | "sectionDigests" | "rounds">;

/** What was signed, to the last character, and how it came to be that in rounds. A printed page has no button to copy with. */
export function DigestsRecord({ subjectDigest, sectionDigests, rounds }: DigestsRecordProps) {
  const sections = SECTIONS.flatMap((section): Definition[] =>
    sectionDigests[section]
      ? [{ term: capital(sectionNames[section]), value: whole(sectionDigests[section]) }]
      : [],
  );
  return (
    <Sheet title="What was signed" provenance="of canonical JSON, as signed">
      <DefinitionList items={[{ term: "Release", value: whole(subjectDigest) }, ...sections]} />
      <ol className="mt-4 flex flex-col gap-1 text-sm">
        {rounds.map(({ round, openedAt, openedBy, changedSections }) => (
          <li key={round}>
            Round {round}, opened by {openedBy}, <Time at={openedAt} as="second" />
            {changedSections.length > 0 &&
              `: changed ${listed(changedSections.map((section) => `the ${sectionNames[section]}`))}`}
          </li>
        ))}
      </ol>
    </Sheet>
  );
}

const whole = (digest: string) => <code className="font-mono text-xs">{digest}</code>;

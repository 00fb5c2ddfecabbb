import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { CATALOGUE } from "#lib/obligations/catalogue.ts";
import { blanksIn, coverageOfAll } from "#lib/obligations/coverage.ts";
import type { Answers } from "#lib/obligations/framework.ts";

/** What is missing over all frameworks, each thing once. */
export function Blanks({ answers }: { answers: Answers }) {
  const blanks = blanksIn(answers);
  const { blank, points } = coverageOfAll(answers);
  return (
    <Sheet title="Blanks" provenance={`${blank} of ${points} points`}>
      {blanks.length === 0 ? (
        <p className="text-sm text-ink-2">Every point has an answer, or one that waits for somebody.</p>
      ) : (
        <ul className="divide-y divide-line text-sm">
          {blanks.map(({ answer, points: left }) => (
            <li key={answer.says} className="py-2 first:pt-0">
              <p className="font-medium">{answer.says}</p>
              <p className="text-xs text-ink-2">
                {left.map(({ framework, point }) => `${framework} ${point.id}`).join(", ")}
              </p>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-2 text-xs text-ink-2">
        One thing may answer points of several frameworks. A blank never counts as answered; whether one holds
        a release is for a gate of the policy to say.
      </p>
    </Sheet>
  );
}

/** Where the words come from, and as of when. */
export const CatalogueSheet = () => (
  <Sheet title="About these points">
    <DefinitionList
      items={[
        {
          term: "Catalogue",
          value: (
            <>
              version {CATALOGUE.version}, <Time at={CATALOGUE.asOf} as="date" />
            </>
          ),
        },
        { term: "Words", value: "ours; each framework's own text is linked" },
        { term: "Answers", value: "read from this release as it is now" },
      ]}
    />
  </Sheet>
);

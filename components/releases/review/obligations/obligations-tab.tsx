import { Frameworks } from "#components/obligations/frameworks.tsx";
import { Points } from "#components/obligations/points.tsx";
import { hrefWith } from "#components/ui/href-with.ts";
import { frameworkOf } from "#lib/obligations/catalogue.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { answersOf } from "./answers.ts";

/** By the address: a framework, and whether only points without an answer are shown. */
export type AskedObligations = {
  readonly framework?: string | undefined;
  readonly open?: string | undefined;
};

type ObligationsTabProps = { release: ReleasePageView; asked: AskedObligations };

/** What laws and standards ask of this release, and what answers each point. */
export function ObligationsTab({ release, asked: { framework, open } }: ObligationsTabProps) {
  const openOnly = open !== undefined;
  const answers = answersOf(release);
  const current = frameworkOf(framework);
  const hrefOf = (id: string, only: boolean) =>
    hrefWith(`/releases/${release.number}`, {
      tab: "obligations",
      framework: id,
      open: only ? "1" : undefined,
    });
  return (
    <>
      <Frameworks answers={answers} current={current} hrefOf={(id) => hrefOf(id, openOnly)} />
      <Points
        framework={current}
        answers={answers}
        openOnly={openOnly}
        otherHref={hrefOf(current.id, !openOnly)}
      />
    </>
  );
}

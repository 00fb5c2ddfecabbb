import { Frameworks } from "#components/obligations/frameworks.tsx";
import { Points } from "#components/obligations/points.tsx";
import { frameworkOf } from "#lib/obligations/catalogue.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { answersOf } from "./answers.ts";

/** By the address: a framework, and whether only points without an answer are shown. */
export type AskedObligations = {
  readonly framework?: string | undefined;
  readonly open?: string | undefined;
};

type ObligationsTabProps = {
  release: ReleasePageView;
  asked: AskedObligations;
  /** The address of the page with another choice. */
  hrefOf: (asked: AskedObligations) => string;
};

/** What laws and standards ask of a release, and what answers each point. */
export function ObligationsTab({ release, asked: { framework, open }, hrefOf }: ObligationsTabProps) {
  const openOnly = open !== undefined;
  const answers = answersOf(release);
  const current = frameworkOf(framework);
  const openIf = (only: boolean) => (only ? "1" : undefined);
  return (
    <>
      <Frameworks
        answers={answers}
        current={current}
        hrefOf={(id) => hrefOf({ framework: id, open: openIf(openOnly) })}
      />
      <Points
        framework={current}
        answers={answers}
        openOnly={openOnly}
        otherHref={hrefOf({ framework: current.id, open: openIf(!openOnly) })}
      />
    </>
  );
}

import { NextItem } from "#components/overview/home/next-item.tsx";
import type { Means } from "#lib/access/means.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { shellSummaryHere } from "#lib/web/shell-summary.ts";
import { RecusePanel } from "./recuse-panel.tsx";

type DecisionAsideProps = {
  release: number;
  mine: ReleasePageView["mine"];
  personId: string;
  subjectDigest: string;
  means: Means;
};

/** What else the reader can do beside their verdict: step out of it, or go to what waits next. */
export async function DecisionAside({ mine, ...under }: DecisionAsideProps) {
  const { waiting } = await shellSummaryHere();
  return (
    <>
      {mine.whyNotRecuse === null && <RecusePanel {...under} />}
      <NextItem waiting={waiting} here={`/releases/${under.release}`} />
    </>
  );
}

import { DefinitionList } from "#components/ui/definition-list.tsx";
import { SaidText } from "#components/ui/said.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { armNames } from "../arm-names.ts";
import { whileLive } from "./while-live-words.ts";

/** Whom a candidate reached before it was taken back. */
export function WhileLive({ view }: { view: RolloutPageView }) {
  return (
    <Sheet title={`While ${armNames(view).candidate} was live`} provenance="by when answers arrived">
      <DefinitionList
        items={whileLive(view).map(({ term, value }) => ({ term, value: <SaidText said={value} /> }))}
      />
    </Sheet>
  );
}

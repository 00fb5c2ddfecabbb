import { liveOf, serving } from "#components/exposure/live-words.ts";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ModelPageView } from "#lib/overview/views/model-page.ts";

/** What is live of a model now, what it is for, and who owns it. */
export function ModelAbout({ page: { model, pointers } }: { page: ModelPageView }) {
  return (
    <>
      <Sheet title="Live now">
        {pointers.length === 0 ? (
          <p className="text-sm text-ink-2">No pointer yet, so nothing can be live.</p>
        ) : (
          <DefinitionList
            items={pointers.map((pointer) => ({ term: pointer.name, value: serving(liveOf(pointer)) }))}
          />
        )}
      </Sheet>
      <Sheet title="About" provenance={<Time at={model.createdAt} as="date" />}>
        <DefinitionList
          items={[
            { term: "Purpose", value: model.purpose },
            { term: "Intended use", value: model.intendedUse },
            { term: "Owner", value: model.owner.name },
          ]}
        />
      </Sheet>
    </>
  );
}

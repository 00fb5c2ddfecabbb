import { DefinitionList } from "#components/ui/definition-list.tsx";
import { countOf, formatBytes } from "#components/ui/format-number.ts";
import { Meter } from "#components/ui/meter.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { ArtifactStorageView } from "#lib/registry/views/artifact-storage.ts";
import { storageLevel } from "./storage-level.ts";

/** How much of its quota the workspace's artifacts use, and what to do when it runs out. */
export function StorageSheet({ storage }: { storage: ArtifactStorageView }) {
  const { artifacts, usedBytes, quotaBytes } = storage;
  const { percent, tone, advice } = storageLevel(storage);
  return (
    <Sheet title="Artifacts" provenance="each counted once">
      <div className="flex max-w-prose flex-col gap-3">
        <Meter label="Used" percent={percent} tone={tone} />
        <DefinitionList
          items={[
            { term: "Stored", value: `${formatBytes(usedBytes)} in ${countOf(artifacts, "artifact")}` },
            { term: "Quota", value: formatBytes(quotaBytes) },
          ]}
        />
        <p className="text-sm text-ink-2">{advice}</p>
      </div>
    </Sheet>
  );
}

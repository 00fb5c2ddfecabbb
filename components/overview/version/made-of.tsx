import { CodeCommit, RecordedDigest } from "#components/registry/recorded.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { VersionPageView } from "#lib/overview/views/version-page.ts";

/** What one of two compared versions is made of. */
export function MadeOf({ page: { version, reports } }: { page: VersionPageView }) {
  const datasets = version.datasets.map(({ name }) => name).join(", ");
  return (
    <Sheet title={`Version ${version.number}`} provenance={version.registeredBy}>
      <DefinitionList
        items={[
          { term: "Digest", value: <Digest value={version.digest} /> },
          { term: "Code", value: <CodeCommit commit={version.codeCommit} /> },
          { term: "Lock file", value: <RecordedDigest digest={version.lockDigest} /> },
          { term: "Settings", value: <RecordedDigest digest={version.configDigest} /> },
          { term: "Trained on", value: datasets || "not recorded" },
          { term: "Columns", value: version.schema.length },
          { term: "Reports", value: reports.length },
          { term: "Changed", value: version.description },
        ]}
      />
    </Sheet>
  );
}

import { Digest } from "#components/ui/digest.tsx";
import { ItemList } from "#components/ui/item-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PublishedPolicy } from "#lib/policy/views/policy-version.ts";

/** The versions that were in force before, the latest first. */
export function EarlierVersions({ versions }: { versions: readonly PublishedPolicy[] }) {
  if (versions.length === 0) return null;
  return (
    <Sheet title="Earlier versions" provenance="each release keeps the version it was opened under" flush>
      <ItemList
        items={versions.map(({ version, digest, publishedAt, publishedBy }) => ({
          key: String(version),
          tone: "plain",
          icon: "pen",
          title: `Policy ${version}`,
          detail: (
            <>
              published by {publishedBy}, <Time at={publishedAt} />
            </>
          ),
          trailing: <Digest value={digest} />,
        }))}
      />
    </Sheet>
  );
}

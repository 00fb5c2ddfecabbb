import { Digest } from "#components/ui/digest.tsx";
import { type Item, ItemList } from "#components/ui/item-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { StateIcon } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";

export type EarlierVersion = { version: number; digest: string; publishedAt: string; publishedBy: string };
export type EndedProposal = {
  id: string;
  version: number;
  state: "published" | "rejected" | "withdrawn";
  author: string;
  reason: string;
  endedAt: string;
  /** "Mira Okafor approved for Security: “Looks right.”" */
  signatures: readonly string[];
};

type PolicyHistoryProps = { earlier: readonly EarlierVersion[]; ended: readonly EndedProposal[] };

/** The versions that were in force before, and what became of each proposal, the latest first. */
export function PolicyHistory({ earlier, ended }: PolicyHistoryProps) {
  return (
    <>
      {ended.length > 0 && (
        <Sheet title="What became of proposals" provenance="nothing removed" flush>
          <ItemList items={ended.map(endedItem)} />
        </Sheet>
      )}
      {earlier.length > 0 && (
        <Sheet title="In force before" provenance="releases keep the version they were opened under" flush>
          <ItemList
            items={earlier.map((one) => ({
              key: String(one.version),
              tone: "plain",
              icon: "pen",
              title: `Policy ${one.version}`,
              detail: (
                <>
                  published by {one.publishedBy}, <Time at={one.publishedAt} />
                </>
              ),
              trailing: <Digest value={one.digest} />,
            }))}
          />
        </Sheet>
      )}
    </>
  );
}

const looks: Readonly<Record<EndedProposal["state"], { tone: Tone; icon?: StateIcon }>> = {
  published: { tone: "pass" },
  rejected: { tone: "fail" },
  withdrawn: { tone: "plain", icon: "back" },
};

const endedItem = ({ id, version, state, author, reason, endedAt, signatures }: EndedProposal): Item => ({
  key: id,
  ...looks[state],
  title: `Policy ${version} ${state}`,
  detail: (
    <>
      <span className="block">
        proposed by {author}: {reason}
      </span>
      {signatures.map((signature) => (
        <span key={signature} className="block">
          {signature}
        </span>
      ))}
    </>
  ),
  trailing: <Time at={endedAt} />,
});

import { Digest } from "#components/ui/digest.tsx";

const COMMIT_SHOWN = 12;

export const CodeCommit = ({ commit }: { commit: string }) => (
  <code className="font-mono text-xs">{commit.slice(0, COMMIT_SHOWN)}</code>
);

export const RecordedDigest = ({ digest }: { digest: string | null }) =>
  digest ? <Digest value={digest} /> : <NotRecorded />;

export const NotRecorded = () => <span className="text-ink-3">not recorded</span>;

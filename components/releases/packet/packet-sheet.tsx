import { BookOpenText, Download } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { WhyNot } from "#components/ui/why-not.tsx";
import { packetHref, verifyCommand } from "./packet-words.ts";

type PacketSheetProps = {
  /** Whose packets can be downloaded, the one to begin with first. */
  releases: readonly number[];
  /** As the signer published it; null before its first start. */
  logKey: string | null;
  /** Why the reader may not export. */
  whyNot: WhyNot | undefined;
  /** Whether to lead to the same evidence as a document. */
  read?: boolean;
};

/** Everything an auditor needs to check a release without this server: the packet, the key and the command. */
export function PacketSheet({ releases, logKey, whyNot, read = true }: PacketSheetProps) {
  const [first] = releases;
  return (
    <Sheet title="Evidence packet" provenance="verifies with no server" className="max-lg:mt-5">
      {first === undefined ? (
        <p className="text-sm text-ink-2">A packet proves a release, and this version has none yet.</p>
      ) : (
        <div className="flex flex-col gap-4">
          <p className="max-w-[72ch] text-sm text-ink-2">
            Every round, signature, verdict and event of the release, with the part of the log that proves
            them.
          </p>
          <div className="flex flex-wrap gap-2">
            {releases.map((release) => (
              <ButtonLink key={release} href={packetHref(release)} icon={Download} download whyNot={whyNot}>
                Export release {release}
              </ButtonLink>
            ))}
            {read && (
              <ButtonLink href={`/releases/${first}/packet`} icon={BookOpenText}>
                Read it as one document
              </ButtonLink>
            )}
          </div>
          <Copied label="Check it with" text={verifyCommand(first, logKey)} what="the command" />
          {logKey !== null && <Copied label="The log's key" text={logKey} what="the log's key" />}
          <p className="max-w-[72ch] text-xs text-ink-3">
            Compare the key with the one that a person you trust gave you: a server that lies would show a key
            of its own.
          </p>
        </div>
      )}
    </Sheet>
  );
}

function Copied({ label, text, what }: { label: string; text: string; what: string }) {
  return (
    <div className="min-w-0">
      <p className="text-xs text-ink-3">{label}</p>
      <p className="mt-0.5 flex items-start gap-2 rounded-md bg-sunken px-2.5 py-1.5">
        <code className="min-w-0 flex-1 font-mono text-xs wrap-anywhere">{text}</code>
        <CopyButton text={text} what={what} />
      </p>
    </div>
  );
}

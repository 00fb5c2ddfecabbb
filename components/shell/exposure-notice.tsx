import { Notice } from "#components/ui/notice.tsx";
import { EXPOSURE_WORDS, type Exposure } from "#lib/kernel/exposure.ts";

/** What the installation risks because its processes are not kept apart; nothing where they are. */
export function ExposureNotice({ exposed }: { exposed: readonly Exposure[] }) {
  if (exposed.length === 0) return null;
  return (
    <Notice
      tone="hold"
      title="The processes of this installation are not kept apart."
      details={
        <ul className="mt-1 list-disc pl-5 text-ink-2">
          {exposed.map((exposure) => (
            <li key={exposure}>{EXPOSURE_WORDS[exposure]}</li>
          ))}
        </ul>
      }
    >
      Start it as root, or run the signer apart: docs/security.md, “Users of the processes”.
    </Notice>
  );
}

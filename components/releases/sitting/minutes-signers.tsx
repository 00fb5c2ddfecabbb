import { Digest } from "#components/ui/digest.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { MinutesSigning } from "#lib/releases/minutes-document.ts";

const LOOKS = {
  open: { word: "To sign", tone: "hold", icon: "pen" },
  confirmed: { word: "Signed", tone: "pass" },
  disputed: { word: "Disputed", tone: "hold", icon: "back" },
} as const;

/** What is signed of a sitting: its minutes and each addendum, by whom. */
export function MinutesSigners({ signings }: { signings: readonly MinutesSigning[] }) {
  return signings.map(({ round, title, digest, state, text, signers }) => (
    <Sheet key={round} title={title} provenance={<Digest value={digest} />}>
      <div className="flex flex-col gap-2 text-sm">
        <div>
          <Stated look={LOOKS[state]} />
        </div>
        {text !== null && <p className="whitespace-pre-line">{text}</p>}
        <ul className="flex flex-col gap-1">
          {signers.map(({ key, says, at }) => (
            <li key={key}>
              {says} {at && <Time at={at} />}
            </li>
          ))}
        </ul>
      </div>
    </Sheet>
  ));
}

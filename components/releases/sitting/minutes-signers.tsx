import { Digest } from "#components/ui/digest.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { SittingView } from "#lib/releases/views/sitting.ts";

type Round = SittingView["minutes"][number];

const LOOKS = {
  open: { word: "To sign", tone: "hold", icon: "pen" },
  confirmed: { word: "Signed", tone: "pass" },
  disputed: { word: "Disputed", tone: "hold", icon: "back" },
} as const;

/** What is signed of a sitting: its minutes and each addendum, by whom. */
export function MinutesSigners({ minutes }: { minutes: readonly Round[] }) {
  return minutes.map((round) => (
    <Sheet
      key={round.round}
      title={round.amends ? "Addendum" : "Minutes, signed by two"}
      provenance={<Digest value={round.digest} />}
    >
      <div className="flex flex-col gap-2 text-sm">
        <div>
          <Stated look={LOOKS[round.state]} />
        </div>
        {round.amends && <p className="whitespace-pre-line">{round.text ?? "These words were erased."}</p>}
        <ul className="flex flex-col gap-1">
          {round.signers.map(({ person, seat, signedAt, decision }) => (
            <li key={person.id}>
              {person.name}, {functionLabels[seat]}:{" "}
              {signedAt ? (
                <>
                  {decision === "reject" ? "disputed" : "signed"} <Time at={signedAt} />
                </>
              ) : (
                "has not signed"
              )}
            </li>
          ))}
        </ul>
      </div>
    </Sheet>
  ));
}

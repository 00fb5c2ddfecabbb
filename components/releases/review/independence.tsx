import { countOf } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";

type Independence = ReleasePageView["independence"];
type Conflict = Independence["conflicts"][number];

/** Who cannot sign together and why, before anybody does. */
export function IndependenceSheet({
  independence: { days, signers, apart, conflicts },
}: {
  independence: Independence;
}) {
  return (
    <Sheet title="Independence" provenance={`window of ${countOf(days, "day")}`} flush>
      <ul className="flex flex-col gap-2 py-2.5 text-xs text-ink-2">
        {signers > 1 && (
          <li className="flex gap-2.5">
            <StateMark tone={apart ? "pass" : "hold"} icon={apart ? "check" : "alert"} />
            <span>{signersText({ days, signers, apart })}</span>
          </li>
        )}
        {conflicts.map((conflict) => (
          <li key={`${conflict.names.join()}${conflict.seat}`} className="flex gap-2.5">
            <StateMark tone="hold" icon="alert" />
            <span>{conflictText(conflict)}</span>
          </li>
        ))}
        {signers < 2 && conflicts.length === 0 && (
          <li>Everybody who may sign is independent of the others.</li>
        )}
      </ul>
    </Sheet>
  );
}

const signersText = ({ days, signers, apart }: Omit<Independence, "conflicts">): string =>
  apart
    ? `The ${signers} people who signed are independent: no invitation, grant or reset between them in ${countOf(days, "day")}.`
    : "Some who signed depend on each other now, by what happened after they signed or before this rule.";

/** "Hannah Reuter cannot take the Compliance seat if you sign: …". */
export function conflictText({
  names: [first, second],
  signedFor,
  seat,
  reader,
  because,
  instead,
}: Conflict): string {
  const seatName = `the ${functionLabels[seat]} seat`;
  const others = instead.length > 0 ? ` ${listed(instead)} could take it.` : " Nobody else can take it now.";
  if (signedFor !== null) {
    const who = reader === 1 ? "You" : second;
    const signer = reader === 0 ? "you" : first;
    return `${who} cannot take ${seatName} because ${signer} signed for ${functionLabels[signedFor]}: ${because}.${others}`;
  }
  if (reader === 0) return `${second} cannot take ${seatName} if you sign: ${because}.${others}`;
  if (reader === 1) return `${first} cannot sign beside you: ${because}.`;
  return `${first} and ${second} cannot both sign: ${because}.`;
}

import { Sheet } from "#components/ui/sheet.tsx";
import { type StateLook, StateMark } from "#components/ui/state-pill.tsx";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { SittingItemView, SittingView, SittingVote } from "#lib/releases/views/sitting.ts";
import { resultLooks, voteLooks } from "./sitting-words.ts";

/** What is signed at the end: items by seats. */
export function SignTable({ sitting: { items } }: { sitting: SittingView }) {
  const seats = FUNCTIONS.filter((name) =>
    items.some(({ votes }) => votes.some(({ seat }) => seat === name)),
  );
  if (items.length === 0) return null;
  return (
    <Sheet title="Signatures" provenance="one for each seat of each item" flush>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div tabIndex={0} className="overflow-x-auto">
        <table className="w-full text-sm">
          <thead className="text-left text-xs text-ink-2">
            <tr>
              <th scope="col" className="py-2 pr-3 font-normal">
                Item
              </th>
              {seats.map((seat) => (
                <th key={seat} scope="col" className="px-2 py-2 font-normal">
                  {functionLabels[seat]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line border-t border-line">
            {items.map((item) => (
              <tr key={item.item}>
                <th scope="row" className="py-2 pr-3 text-left font-medium">
                  {item.title} <span className="font-normal text-ink-2">{outcomeText(item)}</span>
                </th>
                {seats.map((seat) => (
                  <td key={seat} className="px-2 py-2 text-xs whitespace-nowrap text-ink-2">
                    <Cells votes={item.votes.filter((vote) => vote.seat === seat)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Sheet>
  );
}

/** "not yet" until it is recorded. */
const outcomeText = ({ state, result }: SittingItemView): string => {
  if (state === "postponed") return "put off";
  return state === "recorded" ? resultLooks[result].word.toLowerCase() : "not yet";
};

const Cells = ({ votes }: { votes: readonly SittingVote[] }) =>
  votes.length === 0
    ? cellText(undefined)
    : votes.map((vote) => (
        <span key={vote.signerId} className="flex items-center gap-1.5">
          <StateMark {...cellLook(vote)} />
          {cellText(vote)}
        </span>
      ));

function cellLook(vote: SittingVote): Pick<StateLook, "tone" | "icon"> {
  if (vote.decision === null) return vote.mine ? { tone: "yours" } : { tone: "plain" };
  return voteLooks[vote.decision];
}

export function cellText(vote: SittingVote | undefined): string {
  if (!vote) return "no seat";
  if (vote.decision === null) return vote.mine ? "yours to sign" : "not signed";
  return vote.written ? "signed in writing" : "signed";
}

import { Sheet } from "#components/ui/sheet.tsx";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { SittingView, SittingVote } from "#lib/releases/views/sitting.ts";

/** What is signed at the end: items by seats. */
export function SignTable({ sitting: { items } }: { sitting: SittingView }) {
  const seats = FUNCTIONS.filter((name) =>
    items.some(({ votes }) => votes.some(({ seat }) => seat === name)),
  );
  if (items.length === 0) return null;
  return (
    <Sheet title="Signatures" provenance="one for each seat of each item" flush>
      <div className="overflow-x-auto">
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
                  {item.title}
                </th>
                {seats.map((seat) => (
                  <td key={seat} className="px-2 py-2 text-xs text-ink-2">
                    {cellText(item.votes.find((vote) => vote.seat === seat))}
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

export function cellText(vote: SittingVote | undefined): string {
  if (!vote) return "no seat";
  if (vote.decision === null) return vote.mine ? "yours to sign" : "not signed";
  return vote.written ? "signed in writing" : "signed";
}

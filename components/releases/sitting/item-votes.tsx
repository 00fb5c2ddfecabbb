import { Avatar } from "#components/ui/avatar.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { SittingVote } from "#lib/releases/views/sitting.ts";
import { voteLooks } from "./sitting-words.ts";

/** The votes on an item, a row a seat. What was sealed before stands in a column of its own, left of what holds now. */
export function ItemVotes({ votes, href }: { votes: readonly SittingVote[]; href: string }) {
  return (
    <table className="w-full text-sm">
      <thead className="text-left text-xs text-ink-2">
        <tr>
          <th scope="col" className="py-2 font-normal">
            Seat
          </th>
          <th scope="col" className="py-2 font-normal">
            Now
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line border-t border-line">
        {votes.map((vote) => (
          <tr key={vote.seat}>
            <td className="py-2 pr-3 align-top">
              <div className="flex items-center gap-2">
                {vote.signer && <Avatar name={vote.signer} />}
                <div>
                  <div className="font-medium">{functionLabels[vote.seat]}</div>
                  <div className="text-xs text-ink-2">
                    {vote.signer ?? "nobody has signed"}
                    {vote.written && ", in writing"}
                    {vote.signedAt && (
                      <>
                        {" "}
                        <Time at={vote.signedAt} />
                      </>
                    )}
                  </div>
                </div>
              </div>
            </td>
            <td className="py-2 align-top">
              {vote.decision ? (
                <Stated look={voteLooks[vote.decision]} />
              ) : (
                <Stated look={{ word: "Not signed", tone: "none" }} />
              )}
              {vote.conditions > 0 && (
                <span className="ml-2 text-xs text-ink-2">on {vote.conditions} conditions</span>
              )}
              {vote.comment && <p className="mt-1 text-xs text-ink-2">{vote.comment}</p>}
              {vote.mine && (
                <a href={href} className="mt-1 block text-xs text-accent">
                  Sign on its page
                </a>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { verdictWords } from "#components/releases/review/sealed/sealed-words.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { SealedSeatView, SealedVerdictsView, SealedView } from "#lib/releases/views/sealed-verdicts.ts";
import type { SittingItemView, SittingVote } from "#lib/releases/views/sitting.ts";
import { voteLooks } from "./sitting-words.ts";

type ItemVotesProps = {
  item: Pick<SittingItemView, "votes" | "href" | "sealed">;
  /** Whether the reader signs it on this page. */
  here?: boolean;
};

/** The votes on an item: a row for each signature, and one for a seat that waits for more. What was sealed before stands in a column of its own, left of what holds now. */
export function ItemVotes({ item: { votes, href, sealed }, here = false }: ItemVotesProps) {
  const shown = sealed && sealed.phase !== "open" ? sealed : null;
  return (
    <table className="w-full text-sm max-sm:block">
      <thead className="text-left text-xs text-ink-2 max-sm:sr-only">
        <tr>
          <th scope="col" className="py-2 font-normal">
            Seat
          </th>
          {shown && (
            <th scope="col" className="py-2 pr-3 font-normal">
              <SealedUntil sealed={shown} />
            </th>
          )}
          <th scope="col" className="py-2 font-normal">
            Now
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line border-t border-line max-sm:block">
        {votes.map((vote) => (
          <tr key={`${vote.seat} ${vote.signerId}`} className="max-sm:block max-sm:py-1">
            <td className="py-2 pr-3 align-top max-sm:block">
              <Seat vote={vote} />
            </td>
            {shown && (
              <td className="py-2 pr-3 align-top text-xs text-ink-2 max-sm:block max-sm:py-1 max-sm:pl-8">
                <span className="sm:hidden">Sealed: </span>
                <Sealed seat={sealedFor(vote, votes, shown)} phase={shown.phase} />
              </td>
            )}
            <td className="py-2 align-top max-sm:block max-sm:py-1 max-sm:pl-8">
              <Now vote={vote} href={here ? "#sign" : href} changed={changeOf(vote, shown)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const SealedUntil = ({ sealed: { revealedAt } }: { sealed: SealedVerdictsView }) =>
  revealedAt ? (
    <>
      Sealed until <Time at={revealedAt} as="hour" />
    </>
  ) : (
    "Sealed"
  );

const Seat = ({ vote }: { vote: SittingVote }) => (
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
);

/** In plain words: what was sealed decides nothing any more. Before the reveal only who gave one is known. */
function Sealed({ seat, phase }: { seat: SealedSeatView | undefined; phase: SealedVerdictsView["phase"] }) {
  if (!seat || seat.given.length === 0)
    return seat?.heard ? "signed before" : phase === "sealed" ? "not given yet" : "none was given";
  return seat.given.map((one) => (
    <span key={one.id} className="block">
      {saidText(one, phase)}
    </span>
  ));
}

const saidText = ({ said, signerName }: SealedView, phase: SealedVerdictsView["phase"]): string => {
  if (said) return verdictWords[said.decision];
  return phase === "sealed" ? `given by ${signerName}` : "could not be opened";
};

/** What was sealed by whoever signed here; what nobody has signed since stands on the last row of its seat. */
function sealedFor(
  vote: SittingVote,
  votes: readonly SittingVote[],
  { seats }: SealedVerdictsView,
): SealedSeatView | undefined {
  const of = seats.find((one) => one.function === vote.seat);
  const rows = votes.filter(({ seat }) => seat === vote.seat);
  if (!of || rows.length < 2) return of;
  const given = of.given.filter(
    ({ signerId }) =>
      signerId === vote.signerId || (vote === rows.at(-1) && !rows.some((one) => one.signerId === signerId)),
  );
  return { ...of, given };
}

/** Where whoever signed here changed their mind since they sealed theirs. */
const changeOf = ({ seat, signerId }: SittingVote, sealed: SealedVerdictsView | null): SealedView["now"] =>
  sealed?.seats
    .find((one) => one.function === seat)
    ?.given.find((one) => one.signerId === signerId && one.now?.changed)?.now ?? null;

type NowProps = { vote: SittingVote; href: string; changed: SealedView["now"] };

const Now = ({ vote, href, changed }: NowProps) => (
  <>
    <Stated look={vote.decision ? voteLooks[vote.decision] : { word: "Not signed", tone: "none" }} />
    {vote.conditions > 0 && (
      <span className="ml-2 text-xs text-ink-2">on {countOf(vote.conditions, "condition")}</span>
    )}
    {changed && (
      <p className="mt-1 text-xs text-ink-2">
        changed <Time at={changed.at} as="hour" />
      </p>
    )}
    {vote.comment && <p className="mt-1 text-xs text-ink-2">{vote.comment}</p>}
    {vote.mine && (
      <a href={href} className="mt-1 block text-xs text-accent">
        {href === "#sign" ? "Sign below" : "Sign on its page"}
      </a>
    )}
  </>
);

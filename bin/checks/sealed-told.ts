import { mayFillSeat, type Seating } from "#lib/councils/eligibility.ts";
import type { Council } from "#lib/councils/quorum.ts";
import { sealedWords, verdictCommitment, wordsCommitment } from "#lib/councils/sealed-verdict.ts";
import {
  awaitedSeats,
  maySeal,
  maySignOpenly,
  type OpenedVerdict,
  revealDue,
  type Sealing,
  sealedFor,
  standingSealed,
} from "#lib/councils/sealing.ts";
import type { Signature } from "#lib/councils/signature.ts";
import { isChanged, sealedOf } from "#lib/releases/sealed-now.ts";
import type { Packet } from "../verify-packet.ts";
import { differenceAt, type Round, type Told } from "./documents.ts";
import { refused } from "./refused.ts";

type Kept = OpenedVerdict & { readonly given: Told<"verdict.sealed">["data"] };

/** The release as it stands at an event. */
type Standing = {
  readonly round: Round;
  readonly recused: ReadonlySet<string>;
  council(): Council<Signature>;
  seating(): Seating;
  /** Takes whose authority had ended; returns what is wrong with that. */
  lapse(ids: readonly string[]): string[];
};

/** The sealed verdicts of a release by the log: who gave which commitment, and that what was revealed is what had been sealed. */
export class SealedTold {
  readonly #packet: Packet;
  readonly #release: string;
  readonly #standing: Standing;
  #given: Kept[] = [];
  #revealed = false;
  #openedAt: Date | null = null;

  constructor(packet: Packet, release: string, standing: Standing) {
    this.#standing = standing;
    this.#packet = packet;
    this.#release = release;
  }

  /** What is wrong with an event, as far as sealed verdicts go; asked before anything else of it is taken. */
  take(event: Told): string[] {
    switch (event.type) {
      case "release.submitted":
      case "release.edited":
        this.#openRound(event.at);
        return [];
      case "verdict.sealed":
        return this.#give(event);
      case "verdict.revealed":
        return [...this.#standing.lapse(event.data.lapsed), ...this.#reveal(event)];
      case "verdict.cast":
        return this.#sealing() ? [...this.#standing.lapse(event.data.lapsed), ...this.#answer(event)] : [];
      default:
        return [];
    }
  }

  /** A round of a release under review begins with nothing sealed. */
  #openRound(at: string): void {
    this.#given = [];
    this.#revealed = false;
    this.#openedAt = new Date(at);
  }

  /** Those of the present round; undefined where its policy asks for none. */
  #sealing(): (Sealing<Kept> & { readonly revealedAt: null }) | undefined {
    const { sealed } = this.#standing.round.sections.policy;
    if (!sealed || !this.#openedAt) return undefined;
    const [given, openedAt] = [this.#given, this.#openedAt];
    return { hours: sealed.hours, openedAt, given, revealed: this.#revealed, revealedAt: null };
  }

  #all = () => ({ sealing: this.#sealing(), recused: this.#standing.recused });

  taken = () => sealedFor(this.#given);

  /** The seats from which something is awaited. */
  awaited = () => ({ seats: awaitedSeats(this.#all(), this.#standing.council()) });

  /** Takes a sealed verdict; returns what is wrong with it. */
  #give(event: Told<"verdict.sealed">): string[] {
    const { round } = this.#standing;
    const { data } = event;
    const { sealed: id, seat, signer: signerId } = data;
    const onBehalfOf = data.onBehalfOf ?? null;
    const faults: string[] = [];
    if (data.round !== round.round || data.subject !== round.subject)
      faults.push("is over a round or digest the release was not in");
    const behalf = onBehalfOf ? { onBehalfOf: { id: onBehalfOf, functions: [seat] } } : {};
    const eligible = mayFillSeat(
      { id: signerId, functions: [seat], ...behalf },
      seat,
      this.#standing.seating(),
    );
    faults.push(...refused(eligible));
    const may = maySeal(this.#all(), this.#standing.council(), { signerId, onBehalfOf, seat });
    faults.push(...refused(may));
    this.#given.push({
      id,
      seat,
      signerId,
      onBehalfOf,
      givenAt: new Date(event.at),
      said: null,
      given: data,
    });
    return faults;
  }

  /** Takes a reveal: it was due, and opened exactly what stood, each as its commitment has it. */
  #reveal(event: Told<"verdict.revealed">): string[] {
    const { round } = this.#standing;
    const { data, at } = event;
    const sealing = this.#all();
    const faults: string[] = [];
    if (data.round !== round.round || data.subject !== round.subject)
      faults.push("is of a round or digest the release was not in");
    if (revealDue(sealing, this.#standing.council(), new Date(at)) !== data.because)
      faults.push("reveals sealed verdicts when that was not due");
    const standing = standingSealed(sealing).map(({ id }) => id);
    const named = [...data.opened.map(({ sealed }) => sealed), ...data.unread];
    if (differenceAt(standing.toSorted(), named.toSorted()) !== null)
      faults.push("does not reveal exactly the sealed verdicts that stood");
    for (const opening of data.opened) faults.push(...this.#openingFaults(event, opening));
    this.#revealed = true;
    const decided = new Map(data.opened.map(({ sealed, decision }) => [sealed, decision]));
    this.#given = this.#given.map((one) => {
      const decision = decided.get(one.id);
      return decision ? { ...one, said: { decision, comment: "" } } : one;
    });
    return faults;
  }

  #openingFaults(
    event: Told<"verdict.revealed">,
    opening: Told<"verdict.revealed">["data"]["opened"][number],
  ): string[] {
    const { sealed } = opening;
    const given = this.#given.find(({ id }) => id === sealed)?.given;
    if (!given) return [];
    const { round, subject, seat, signer, onBehalfOf = null } = given;
    const terms = { sealed, release: this.#release, round, subject, seat, signer, onBehalfOf };
    const faults =
      verdictCommitment(terms, opening) === given.commitment
        ? []
        : [`opens sealed verdict ${sealed} as something else than was sealed`];
    // Erased words are reported by the check of the details; the decision is proven without them.
    const kept = this.#packet.details.find(({ uid, name }) => uid === event.id && name === "words");
    if (!kept) return faults;
    const words = sealedWords.safeParse((kept.body as Record<string, unknown> | null)?.[sealed]);
    const said = words.success ? wordsCommitment(words.data) : undefined;
    return said === opening.words
      ? faults
      : [...faults, `says other words than sealed verdict ${sealed} had`];
  }

  /** What is wrong with a verdict as an answer to a sealed one. */
  #answer(event: Told<"verdict.cast">): string[] {
    const openly = maySignOpenly(this.#all(), this.#standing.council());
    const faults = refused(openly);
    const { signer: signerId, seat, preliminary, differs, decision, conditions } = event.data;
    const due = sealedOf(this.#all(), { signerId, seat });
    if (preliminary !== due?.id) faults.push("does not name the sealed verdict that it answers");
    const isOther = isChanged(due, { decision, conditions });
    if (isOther !== (differs ?? false))
      faults.push("does not say truly whether it differs from the sealed verdict");
    const entry = this.#packet.entries.find(({ value }) => value.id === event.id);
    if (isOther && !entry?.value.details?.["comment"])
      faults.push("changes a sealed verdict without a reason");
    return faults;
  }
}

import { approversOf, type Sayer } from "#lib/councils/circle.ts";
import { type RecordedSignature, recordedSignature } from "#lib/councils/signature-event.ts";
import type { Told } from "./documents.ts";

/** Who has a say in a release so far, beside whom another approves. */
export class Beside {
  readonly #signatures: RecordedSignature[] = [];
  readonly #answers = new Map<string, RecordedSignature[]>();
  readonly #lifters: Sayer[] = [];
  readonly #judges: Sayer[] = [];
  readonly #recused = new Set<string>();

  take(event: Told): void {
    if (event.type === "recusal.declared") this.#recused.add(event.data.signer);
    if (event.type === "objection.lifted")
      this.#lifters.push({ personId: event.data.signer, seat: event.data.seat });
    if (event.type === "challenge.judged" && event.data.satisfied)
      this.#judges.push({ personId: event.data.signer, seat: event.data.seat });
    if (event.type === "verdict.cast") this.#signatures.push(recordedSignature(event, event.at));
    if (event.type !== "condition.signed") return;
    const { condition } = event.data;
    const before = this.#answers.get(condition) ?? [];
    this.#answers.set(condition, [...before, recordedSignature(event, event.at)]);
  }

  sayers = (): Sayer[] => [
    ...approversOf(this.#signatures.filter(({ signerId }) => !this.#recused.has(signerId))),
    ...this.#lifters,
    ...this.#judges,
    ...[...this.#answers.values()].flatMap(approversOf),
  ];
}

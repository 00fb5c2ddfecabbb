import type { AuditEntry } from "#lib/audit/entry.ts";

type Data = {
  ownerId: string;
  model: string;
  name: string;
  number: number;
  version: number;
  responsible: string;
  uploadedBy: string[];
};

/** Who had a part in what, by the log: in a version, in a release, in a model. */
export class Parts {
  readonly #behindToken = new Map<string, readonly [issuer: string, responsible: string]>();
  readonly #in = new Map<string, Set<string>>();

  learn({ action, stream, actor, data, targets }: AuditEntry): void {
    const { ownerId, model, name, number, version, responsible, uploadedBy = [] } = data as Data;
    const [, id = ""] = stream.split("/");
    if (action === "token.issued") this.#behindToken.set(id, [actor.id, responsible]);
    if (action === "token.handed-over")
      this.#behindToken.set(id, [this.#behindToken.get(id)?.[0] ?? "", responsible]);
    if (action === "model.created") this.#note(`model ${name}`, [ownerId]);
    const behind = this.#behindToken.get(actor.id) ?? [actor.id];
    if (action === "version.registered") this.#note(`version ${model}/${number}`, [...behind, ...uploadedBy]);
    if (action === "card.revised" || action === "evaluation.reported")
      this.#note(`version ${model}/${version}`, behind);
    if (action === "release.opened" || action === "release.edited") this.#note(`release ${number}`, behind);
    if (action === "assessment.proposed")
      this.#note(`assessment ${targets.find(({ type }) => type === "tier-assessment")?.id}`, behind);
    if (action === "policy.proposed")
      this.#note(`proposal ${targets.find(({ type }) => type === "policy-proposal")?.id}`, behind);
  }

  hadPart(personId: string, ...things: readonly string[]): boolean {
    return things.some((thing) => this.#in.get(thing)?.has(personId));
  }

  #note(thing: string, people: readonly string[]): void {
    this.#in.set(thing, new Set([...(this.#in.get(thing) ?? []), ...people]));
  }
}

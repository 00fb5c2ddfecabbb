import type { Entry, Packet } from "../verify-packet.ts";
import { type ReleaseDocument, type Told, toldBy } from "./documents.ts";

type Version = {
  readonly id: string;
  /** The stream of its model. */
  readonly model: string;
  readonly parent: number | undefined;
  readonly origins: readonly string[];
  readonly by: Set<string>;
};

/** Everyone who contributed to a version by then, and the ancestors missing from the packet. */
export type Contributed = { readonly people: ReadonlySet<string>; readonly missing: readonly string[] };

/**
 * Where versions come from and who made them, folded from the log in its order: registrations with their parents and
 * origins, cards, reports, the people behind each token, and which versions were approved and released.
 */
export class Ancestry {
  readonly #release: string;
  readonly #versions = new Map<string, Version>();
  readonly #numbers = new Map<string, string>();
  readonly #owners = new Map<string, string>();
  readonly #tokens = new Map<string, { issuer: string | null; responsible: string | null }>();
  /** The version that each other release is for, and those that were released. */
  readonly #releases = new Map<string, string>();
  readonly #released = new Set<string>();

  constructor({ id }: Pick<ReleaseDocument, "id">) {
    this.#release = `release/${id}`;
  }

  take(entry: Entry): void {
    const told = toldBy(entry);
    if (!told) return;
    const { stream, actor } = entry.value;
    if (stream.startsWith("token/")) this.#takeToken(stream.slice("token/".length), told, actor);
    else if (stream.startsWith("release/")) this.#takeRelease(stream, told);
    else if (stream.startsWith("model/")) this.#takeModel(stream, told, this.#behind(actor));
  }

  /** The contributors to a version of a model: its own and its ancestors', back to the last one released here. */
  contributedTo(model: string, number: number): Contributed {
    const root = this.#numbers.get(`model/${model} ${number}`);
    const people = new Set<string>();
    const missing: string[] = [];
    for (const id of this.#reached(root ? [root] : [], (version) => this.#endsAt(version, model, root))) {
      const version = this.#versions.get(id);
      if (!version) missing.push(id);
      for (const person of version?.by ?? []) people.add(person);
      const owner = version && this.#owners.get(version.model);
      if (owner) people.add(owner);
    }
    return { people, missing };
  }

  /** The streams that record where a version comes from; its packet must contain them. */
  streamsOf(model: string, number: number, entries: readonly Entry[]): Set<string> {
    const root = this.#numbers.get(`model/${model} ${number}`);
    const versions = this.#reached(root ? [root] : [], () => false);
    const models = new Set([...versions].flatMap((id) => this.#versions.get(id)?.model ?? []));
    const tokens = entries
      .filter(({ value }) => models.has(value.stream) && value.actor.type === "service")
      .map(({ value }) => `token/${value.actor.id}`);
    const releases = [...this.#releases].filter(([, id]) => versions.has(id)).map(([stream]) => stream);
    return new Set([...models, ...tokens, ...releases]);
  }

  #reached(from: readonly string[], ends: (version: Version) => boolean): Set<string> {
    const reached = new Set(from);
    for (const id of reached) {
      const version = this.#versions.get(id);
      if (version && !ends(version)) for (const next of this.#madeFrom(version)) reached.add(next);
    }
    return reached;
  }

  #endsAt({ id, model: of }: Version, model: string, root: string | undefined): boolean {
    return id !== root && of === `model/${model}` && this.#released.has(id);
  }

  #madeFrom({ model, parent, origins }: Version): string[] {
    const named =
      parent === undefined ? [] : [this.#numbers.get(`${model} ${parent}`) ?? `${model} v${parent}`];
    return [...named, ...origins];
  }

  #behind({ type, id }: Entry["value"]["actor"]): string[] {
    if (type === "user") return [id];
    const token = type === "service" ? this.#tokens.get(id) : undefined;
    return [token?.issuer, token?.responsible].filter((person) => typeof person === "string");
  }

  #takeToken(id: string, { type, data }: Told, actor: Entry["value"]["actor"]): void {
    const issuer = actor.type === "user" ? actor.id : null;
    if (type === "token.issued") this.#tokens.set(id, { issuer, responsible: data.responsible ?? issuer });
    const token = this.#tokens.get(id);
    if (type === "token.handed-over" && token) token.responsible = data.responsible;
  }

  #takeRelease(stream: string, { type, targets }: Told): void {
    if (stream === this.#release) return;
    const version = targets.find((target) => target.type === "version")?.id;
    if (type === "release.opened" && version !== undefined) this.#releases.set(stream, version);
    const id = this.#releases.get(stream);
    if (id !== undefined && type === "release.completed") this.#released.add(id);
    if (id !== undefined && type === "release.rolled-back") this.#released.delete(id);
  }

  #takeModel(model: string, told: Told, people: readonly string[]): void {
    const { type, data, targets } = told;
    if (type === "model.created") this.#owners.set(model, data.ownerId);
    if (type === "version.registered") {
      const id = targets.find((target) => target.type === "version")?.id ?? `${model} v${data.number}`;
      const by = new Set([...people, ...(data.uploadedBy ?? [])]);
      const origins = (data.origins ?? []).map(({ version }) => version);
      this.#versions.set(id, { id, model, parent: data.parent, origins, by });
      this.#numbers.set(`${model} ${data.number}`, id);
    }
    if (type === "card.revised" || type === "evaluation.reported") {
      const version = this.#versions.get(this.#numbers.get(`${model} ${data.version}`) ?? "");
      for (const person of people) version?.by.add(person);
    }
  }
}

/** The ancestry recorded in a packet. */
export function ancestryIn(packet: Pick<Packet, "entries">, release: Pick<ReleaseDocument, "id">): Ancestry {
  const ancestry = new Ancestry(release);
  for (const entry of packet.entries) ancestry.take(entry);
  return ancestry;
}

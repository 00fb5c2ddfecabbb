import { releaseLooks } from "#components/releases/release-looks.ts";
import type { Output } from "#lib/client/api.ts";
import type { PaletteHit } from "./palette.tsx";

type Model = Output<"GET /models">["items"][number];
type Release = Output<"GET /releases">["items"][number];

export const modelHit = ({ name, title }: Pick<Model, "name" | "title">): PaletteHit => ({
  kind: "Models",
  href: `/models/${name}`,
  title: name,
  detail: title,
});

type NamedRelease = Pick<Release, "number" | "model" | "version" | "pointer" | "state" | "author">;

export const releaseHit = ({ number, model, version, pointer, state, author }: NamedRelease): PaletteHit => ({
  kind: "Releases",
  href: `/releases/${number}`,
  title: `Release ${number}: ${model} v${version} to ${pointer}`,
  detail: `${releaseLooks[state].word}, by ${author}`,
});

import { releaseLooks } from "#components/releases/release-looks.ts";
import { releaseTitle } from "#components/releases/release-title.ts";
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

export const releaseHit = ({ number, state, author, ...named }: NamedRelease): PaletteHit => ({
  kind: "Releases",
  href: `/releases/${number}`,
  title: `Release ${number}: ${releaseTitle(named)}`,
  detail: `${releaseLooks[state].word}, by ${author}`,
});

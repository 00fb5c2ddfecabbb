import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Surroundings } from "./surroundings.tsx";

/** A component's markup, as the server sends it. `at` is the page's address. */
export const markupOf = (node: ReactNode, at?: string): string =>
  renderToStaticMarkup(
    <Surroundings journey={[]} at={at}>
      {node}
    </Surroundings>,
  );

/** What the style sheet prints before a cell of a stacked table. */
const LABEL = /<td[^>]* data-label="([^"]*)"[^>]*>/g;

/** The words a reader sees or hears, in their order, one space between. */
export const textOf = (node: ReactNode): string =>
  markupOf(node)
    .replaceAll(LABEL, " $1 ")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ")
    .trim();

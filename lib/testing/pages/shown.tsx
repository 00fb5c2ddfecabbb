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

/** The words a reader sees or hears, in their order, one space between. */
export const textOf = (node: ReactNode): string =>
  markupOf(node)
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ")
    .trim();

import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Surroundings } from "./surroundings.tsx";

/** A component's markup, as the server sends it. */
export const markupOf = (node: ReactNode): string =>
  renderToStaticMarkup(<Surroundings journey={[]}>{node}</Surroundings>);

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

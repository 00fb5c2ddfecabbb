import type { Components } from "hast-util-to-jsx-runtime";
import type { ReactNode } from "react";

type Html = { children?: ReactNode };

/**
 * How the elements of a card look. Its top heading is one level below the page's sections. Text runs the way its first
 * letter does. Links leave the site, so they say no more than they must; pictures are not loaded.
 */
export const cardElements: Components = {
  h1: ({ children }: Html) => (
    <h3 dir="auto" className="mt-5 mb-2 text-lg font-semibold first:mt-0">
      {children}
    </h3>
  ),
  h2: ({ children }: Html) => (
    <h3 dir="auto" className="mt-5 mb-1.5 font-semibold first:mt-0">
      {children}
    </h3>
  ),
  h3: ({ children }: Html) => (
    <h4 dir="auto" className="mt-4 mb-1 font-medium">
      {children}
    </h4>
  ),
  h4: ({ children }: Html) => (
    <h5 dir="auto" className="mt-3 mb-1 font-medium">
      {children}
    </h5>
  ),
  p: ({ children }: Html) => (
    <p dir="auto" className="my-2 leading-5 text-ink-2">
      {children}
    </p>
  ),
  div: ({ children }: Html) => (
    <div dir="auto" className="text-ink-2">
      {children}
    </div>
  ),
  ul: ({ children }: Html) => <ul className="my-2 list-disc ps-5 text-ink-2">{children}</ul>,
  ol: ({ children, start }: Html & { start?: number | undefined }) => (
    <ol start={start} className="my-2 list-decimal ps-5 text-ink-2">
      {children}
    </ol>
  ),
  li: ({ children }: Html) => (
    <li dir="auto" className="my-0.5">
      {children}
    </li>
  ),
  blockquote: ({ children }: Html) => (
    <blockquote dir="auto" className="my-2 border-s-2 border-line ps-3 text-ink-2">
      {children}
    </blockquote>
  ),
  strong: ({ children }: Html) => <strong className="font-semibold text-ink">{children}</strong>,
  code: ({ children }: Html) => <code className="rounded bg-sunken px-1 font-mono text-xs">{children}</code>,
  pre: ({ children }: Html) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <pre tabIndex={0} className="my-2 overflow-x-auto rounded-md bg-sunken p-3 font-mono text-xs">
      {children}
    </pre>
  ),
  // What a reader signs must not hide behind a triangle, so details start open.
  details: ({ children }: Html) => (
    <details open className="my-2 rounded-md border border-line px-3 py-1 text-ink-2">
      {children}
    </details>
  ),
  summary: ({ children }: Html) => (
    <summary dir="auto" className="cursor-pointer font-medium text-ink">
      {children}
    </summary>
  ),
  table: ({ children }: Html) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: no landmark, because a card may have many tables
    <div role="group" tabIndex={0} aria-label="Table of the card" className="my-3 overflow-x-auto">
      <table className="w-full text-start text-xs tabular-nums">{children}</table>
    </div>
  ),
  th: ({ children, colSpan, rowSpan }: Html & Spans) => (
    <th
      dir="auto"
      colSpan={colSpan}
      rowSpan={rowSpan}
      className="border-b border-line py-1 pe-3 text-start font-medium text-ink-3"
    >
      {children}
    </th>
  ),
  td: ({ children, colSpan, rowSpan }: Html & Spans) => (
    <td dir="auto" colSpan={colSpan} rowSpan={rowSpan} className="border-b border-line py-1 pe-3">
      {children}
    </td>
  ),
  a: ({ children, href }: Html & { href?: string | undefined }) => (
    <a href={href} rel="noreferrer noopener nofollow" className="break-words text-accent underline">
      {children}
    </a>
  ),
  img: ({ alt }: { alt?: string | undefined }) => (
    <span className="text-ink-3">[picture: {alt || "not described"}]</span>
  ),
  input: ({ checked }: { checked?: boolean | undefined }) => <span>{checked ? "☑" : "☐"}</span>,
};

type Spans = { colSpan?: number | undefined; rowSpan?: number | undefined };

import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The grey second line that qualifies the first. */
  second?: ((row: Row) => ReactNode) | undefined;
  align?: "right" | undefined;
  /** The header is for screen readers only (a column of pills or of buttons). */
  quietHeader?: boolean | undefined;
  /** On narrow screens, takes a line of its own. */
  wide?: boolean | undefined;
  className?: string | undefined;
};

type DataTableProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Where a row leads. The first cell carries the link; the whole row can be clicked. */
  rowHref?: ((row: Row) => string) | undefined;
  empty?: ReactNode;
};

/** Rows of 44 px that become stacked, labelled rows when narrow. The first column names the row. */
export function DataTable<Row>({ caption, columns, rows, rowKey, rowHref, empty }: DataTableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  return (
    <table className="w-full text-sm max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="text-left text-xs text-ink-3 max-sm:sr-only">
        <tr className="border-b border-line">
          {columns.map((column, index) => (
            <th key={column.key} scope="col" className={clsx("h-8 font-medium", cellSpacing(column, index))}>
              {column.quietHeader ? <span className="sr-only">{column.header}</span> : column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            className={clsx(
              "relative border-b border-line last:border-0 max-sm:flex max-sm:flex-wrap max-sm:items-start max-sm:gap-x-3 max-sm:gap-y-1 max-sm:py-2",
              rowHref && "hover:bg-sunken/60",
            )}
          >
            {columns.map((column, index) => (
              <Cell
                key={column.key}
                column={column}
                index={index}
                row={row}
                href={index === 0 ? rowHref?.(row) : undefined}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type CellProps<Row> = { column: Column<Row>; index: number; row: Row; href: string | undefined };

function Cell<Row>({ column, index, row, href }: CellProps<Row>) {
  const Tag = index === 0 ? "th" : "td";
  const first = column.cell(row);
  return (
    <Tag
      {...(index === 0 ? { scope: "row" as const } : {})}
      className={clsx(
        "h-11 py-1 text-left font-normal max-sm:h-auto max-sm:py-0",
        stackedPlace(column, index),
        cellSpacing(column, index),
        column.className,
      )}
    >
      {index > 0 && !column.quietHeader && (
        <span aria-hidden="true" className="mr-2 text-xs text-ink-3 sm:hidden">
          {column.header}
        </span>
      )}
      {href ? (
        <Link href={href} className="font-medium after:absolute after:inset-0">
          {first}
        </Link>
      ) : (
        <span className={index === 0 ? "font-medium" : undefined}>{first}</span>
      )}
      {column.second && (
        <span className="block text-xs text-ink-3 max-sm:inline sm:block"> {column.second(row)}</span>
      )}
    </Tag>
  );
}

/** Narrow: the name and its state share the first line, everything else follows two by two. */
function stackedPlace<Row>(column: Column<Row>, index: number): string {
  if (index === 0) return "max-sm:order-1 max-sm:flex-1 max-sm:basis-1/2";
  if (column.quietHeader) return "max-sm:order-2";
  return column.wide ? "max-sm:order-3 max-sm:basis-full" : "max-sm:order-3 max-sm:flex-1 max-sm:basis-2/5";
}

function cellSpacing<Row>(column: Column<Row>, index: number): string {
  return clsx(index > 0 && "sm:pl-5", column.align === "right" && "sm:text-right tabular-nums");
}

type PagerProps = {
  /** "50 events" */
  shown: string;
  newerHref?: string | undefined;
  olderHref?: string | undefined;
};

/** Keyset paging: there is a next page and a way back to the first, never a page number. */
export function Pager({ shown, newerHref, olderHref }: PagerProps) {
  return (
    <nav
      aria-label="Pages"
      className="flex items-center justify-between border-t border-line py-2 text-xs text-ink-3"
    >
      <span>{shown}</span>
      <span className="flex gap-4">
        {newerHref && (
          <Link href={newerHref} className="font-medium text-accent hover:underline">
            First page
          </Link>
        )}
        {olderHref ? (
          <Link href={olderHref} rel="next" className="font-medium text-accent hover:underline">
            Next page
          </Link>
        ) : (
          <span>End of list</span>
        )}
      </span>
    </nav>
  );
}

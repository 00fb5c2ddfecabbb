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

/**
 * Rows of 44 px that become stacked, labelled rows when narrow. The first column names the row. What rows and cells
 * have in common is in the style sheet: each class here is sent twice for every cell.
 */
export function DataTable<Row>({ caption, columns, rows, rowKey, rowHref, empty }: DataTableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  return (
    <table className="data-table">
      <caption className="sr-only">{caption}</caption>
      <thead className="text-left text-xs text-ink-3 max-sm:sr-only">
        <tr className="border-b border-line">
          {columns.map((column, index) => (
            <th
              key={column.key}
              scope="col"
              className={clsx("h-8 py-1.5 font-medium", index > 0 && "sm:pl-5", alignment(column))}
            >
              {column.quietHeader ? <span className="sr-only">{column.header}</span> : column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)} className={rowHref && "hover:bg-sunken/60"}>
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
  const content = column.cell(row);
  const second = column.second && <span className="data-second"> {column.second(row)}</span>;
  if (index > 0)
    return (
      <td
        {...labelOf(column)}
        className={clsx(stackedPlace(column), alignment(column), column.className) || undefined}
      >
        {content}
        {second}
      </td>
    );
  return (
    <th scope="row" className={clsx(alignment(column), column.className) || undefined}>
      {href ? (
        <Link href={href} className="font-medium after:absolute after:inset-0">
          {content}
        </Link>
      ) : (
        <span className="font-medium">{content}</span>
      )}
      {second}
    </th>
  );
}

/** Narrow, the style sheet writes the header before the cell; screen readers have it from the table. */
const labelOf = <Row,>({ header, quietHeader }: Column<Row>) => (quietHeader ? {} : { "data-label": header });

/** Narrow: the name and its state share the first line, everything else follows two by two. */
function stackedPlace<Row>({ quietHeader, wide }: Column<Row>): string | undefined {
  if (quietHeader) return "max-sm:order-2 max-sm:flex-initial";
  return wide ? "max-sm:flex-initial max-sm:basis-full" : undefined;
}

const alignment = <Row,>({ align }: Column<Row>): string | undefined =>
  align === "right" ? "sm:text-right tabular-nums" : undefined;

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

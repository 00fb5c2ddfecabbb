import { clsx } from "clsx";
import { Equal, EqualNot } from "lucide-react";
import { Sheet } from "#components/ui/sheet.tsx";
import { type NumberRow, numbersText } from "./number-rows.ts";

/** Stored and recomputed side by side, each number with its own eight bytes; what is unequal is red and first. */
export function NumbersSheet({ rows }: { rows: readonly NumberRow[] }) {
  return (
    <Sheet title="As stored, and recomputed here" provenance={numbersText(rows)} flush>
      <table className="w-full text-sm max-sm:block">
        <caption className="sr-only">Numbers of the verdict as stored and as recomputed</caption>
        <thead className="text-left text-xs text-ink-3 max-sm:sr-only">
          <tr className="border-b border-line">
            {["Number", "Stored", "Bytes as stored", "Bytes recomputed here", ""].map((header, at) => (
              <th
                key={header}
                scope="col"
                className={clsx("h-8 py-1.5 font-medium", at > 0 && "sm:pl-5", at === 1 && "text-right")}
              >
                {header || <span className="sr-only">Equal</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line max-sm:block">
          {rows.map((row) => (
            <NumberLine key={row.name} row={row} />
          ))}
        </tbody>
      </table>
      <p className="border-t border-line py-2.5 text-xs text-ink-3">
        A harm is stored with + for worse. Pages turn its sign, so that + is better.
      </p>
    </Sheet>
  );
}

function NumberLine({ row: { name, stored, storedBytes, again, equal, decides } }: { row: NumberRow }) {
  return (
    <tr
      data-equal={equal ?? undefined}
      className={clsx(
        "max-sm:grid max-sm:grid-cols-2 max-sm:gap-x-3 max-sm:py-2",
        equal === false ? "bg-fail-weak text-fail" : decides && equal && "bg-pass-weak",
      )}
    >
      <th
        scope="row"
        className={clsx("py-2 text-left sm:pl-2 max-sm:py-0.5", decides ? "font-semibold" : "font-normal")}
      >
        {name}
      </th>
      <td className="text-right font-mono text-xs tabular-nums sm:pl-5">{stored}</td>
      <Bytes label="stored" text={storedBytes ?? stored} />
      <Bytes label="here" text={again ?? "recomputing"} />
      <td
        className={clsx(
          "text-right whitespace-nowrap sm:pr-2 sm:pl-5 max-sm:col-start-2 max-sm:row-start-2",
          equal === true && "text-pass",
        )}
      >
        {equal === null ? (
          ""
        ) : equal ? (
          <>
            <Equal aria-hidden="true" className="mr-1 inline size-3.5" />
            equal
          </>
        ) : (
          <>
            <EqualNot aria-hidden="true" className="mr-1 inline size-3.5" />
            not equal
          </>
        )}
      </td>
    </tr>
  );
}

const Bytes = ({ label, text }: { label: string; text: string }) => (
  <td className="font-mono text-xs whitespace-nowrap text-ink-2 sm:pl-5 max-sm:col-start-1">
    <span className="font-sans text-ink-3 sm:hidden">{label} </span>
    {text}
  </td>
);

/** Begins a file: without it a spreadsheet reads UTF-8 as the code page of the machine. */
export const BYTE_ORDER_MARK = "\ufeff";

/** What a spreadsheet would take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * One line of comma-separated values (RFC 4180). A text a spreadsheet would run as a formula gets an apostrophe in
 * front, so that nobody's machine computes what somebody else typed here.
 */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(cell).join(",")}\r\n`;

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

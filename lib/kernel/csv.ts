/** Begins a file: without it a spreadsheet reads UTF-8 as the code page of the machine. */
export const BYTE_ORDER_MARK = "\ufeff";

/** What a spreadsheet would take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * One line of comma-separated values (RFC 4180). A text that a spreadsheet would run as a formula gets a leading
 * apostrophe, so that opening an export never runs what someone else typed.
 */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(cell).join(",")}\r\n`;

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

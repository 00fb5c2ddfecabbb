import type { KeyboardEvent } from "react";

const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

const FIELDS = "input:not(:disabled), select, button";

/** Arrow keys move between the fields of a grid as in a spreadsheet; in a text, once the caret is at its edge. */
export function moveBetweenCells(event: KeyboardEvent): void {
  const move = MOVES[event.key];
  const { target, currentTarget } = event;
  if (move === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!(target instanceof HTMLElement) || keepsKey(target, event.key)) return;
  const cell = target.closest<HTMLElement>("[data-row]");
  if (cell === null) return;
  const next = nextField(currentTarget, cell, move);
  if (next === null) return;
  event.preventDefault();
  next.focus();
  if (next instanceof HTMLInputElement) next.select();
}

/** A list of choices moves within itself; so does a caret with text before it or behind it. */
function keepsKey(field: HTMLElement, key: string): boolean {
  const upright = key === "ArrowUp" || key === "ArrowDown";
  if (field instanceof HTMLSelectElement) return upright;
  if (!(field instanceof HTMLInputElement) || upright) return false;
  const { selectionStart, selectionEnd, value } = field;
  // Numbers have no caret that can be read.
  if (selectionStart === null || selectionEnd === null) return false;
  if (selectionStart === 0 && selectionEnd === value.length) return false;
  return key === "ArrowLeft" ? selectionEnd > 0 : selectionStart < value.length;
}

function nextField(
  grid: Element,
  cell: HTMLElement,
  [down, across]: readonly [number, number],
): HTMLElement | null {
  const cells = [...grid.querySelectorAll<HTMLElement>("[data-row]")];
  const line = cells.filter((each) =>
    across === 0
      ? each.dataset["column"] === cell.dataset["column"]
      : each.dataset["row"] === cell.dataset["row"],
  );
  const step = down + across;
  for (let at = line.indexOf(cell) + step; at >= 0 && at < line.length; at += step) {
    const field = line[at]!.querySelector<HTMLElement>(FIELDS);
    if (field !== null) return field;
  }
  return null;
}

"use client";

import { useEffect, useRef } from "react";

const storageKey = "countersign.single-keys";

/** Single-key shortcuts can be turned off (WCAG 2.1.4), for those who dictate or whose keys repeat. */
export function singleKeysOn(): boolean {
  return localStorage.getItem(storageKey) !== "off";
}

export function setSingleKeys(on: boolean): void {
  localStorage.setItem(storageKey, on ? "on" : "off");
}

type Bindings = Readonly<Record<string, (() => void) | undefined>>;

/**
 * Binds keys to actions: `"a"`, `"?"`, `"/"`, or a sequence `"g m"`. Silent while the reader types, while a
 * dialog or menu is open, and with any modifier but Shift. Always calls the newest actions.
 */
export function useHotkeys(bindings: Bindings): void {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    if (bound.size === 0) window.addEventListener("keydown", onKeyDown);
    bound.add(latest);
    return () => {
      bound.delete(latest);
      if (bound.size === 0) window.removeEventListener("keydown", onKeyDown);
    };
  }, []);
}

const sequenceMs = 1200;

/** One listener for all, so that the `a` of `g a` never also approves. */
const bound = new Set<{ readonly current: Bindings }>();
let pending = { key: "", at: 0 };

function onKeyDown(event: KeyboardEvent): void {
  if (!isFree(event)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const opened = pending.key !== "" && Date.now() - pending.at < sequenceMs;
  const action = find(opened ? `${pending.key} ${key}` : key);
  pending = { key: !opened && startsSequence(key) ? key : "", at: Date.now() };
  if (!action) return;
  event.preventDefault();
  action();
}

function find(keys: string): (() => void) | undefined {
  for (const { current } of bound) if (current[keys]) return current[keys];
  return undefined;
}

function startsSequence(key: string): boolean {
  return [...bound].some(({ current }) => Object.keys(current).some((each) => each.startsWith(`${key} `)));
}

/** Whether a key press belongs to the page rather than to a field, a dialog or the browser. */
function isFree(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return false;
  const target = event.target;
  if (target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]"))
    return false;
  if (document.querySelector('[role="dialog"], [role="menu"]')) return false;
  return singleKeysOn();
}

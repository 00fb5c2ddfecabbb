"use client";

import { Search } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type ChangeEvent, useEffect, useRef, useTransition } from "react";
import type { Choice } from "./field.tsx";
import { type MomentChoice, MomentField } from "./moment-field.tsx";
import { type Tick, TickField } from "./tick-field.tsx";

/** A choice; a text is its own label. */
type Listed = Choice | string;
export type Filter = { name: string; label: string; choices: readonly Listed[] };

type FilterBarProps = {
  /** Name of the search parameter and what it searches: "model, version or person". */
  search?: { name: string; placeholder: string } | undefined;
  filters?: readonly Filter[] | undefined;
  /** The beginning and the end of a span. */
  moments?: readonly MomentChoice[] | undefined;
  ticks?: readonly Tick[] | undefined;
};

const typingPauseMs = 250;

/**
 * Search and filters kept in the address, so that a list can be shared and revisited. A plain GET form
 * underneath works before hydration and without JavaScript. Any change returns to the first page.
 */
export function FilterBar({ search, filters = [], moments = [], ticks = [] }: FilterBarProps) {
  const path = usePathname();
  const router = useRouter();
  const params = useSearchParams();
  const [pending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const go = (name: string, value: string) => {
    const next = new URLSearchParams(params);
    next.delete("cursor");
    if (value === "") next.delete(name);
    else next.set(name, value);
    startTransition(() => router.replace(`${path}?${next}`, { scroll: false }));
  };
  const typed = (event: ChangeEvent<HTMLInputElement>) => {
    const { name, value } = event.currentTarget;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => go(name, value.trim()), typingPauseMs);
  };

  const own = [search, ...filters, ...moments, ...ticks].map((field) => field?.name);
  const kept = [...params].filter(([name]) => name !== "cursor" && !own.includes(name));
  return (
    <search>
      <form method="get" action={path} aria-busy={pending} className="flex flex-wrap items-center gap-2">
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {search && <SearchField {...search} value={params.get(search.name) ?? ""} onChange={typed} />}
        {filters.map((filter) => (
          <ChoiceField key={filter.name} {...filter} value={params.get(filter.name) ?? ""} onChoose={go} />
        ))}
        {moments.map((moment) => (
          <MomentField
            key={moment.name}
            {...moment}
            value={params.get(moment.name) ?? ""}
            onChoose={go}
            className={fieldLook}
          />
        ))}
        {ticks.map((tick) => (
          <TickField key={tick.name} {...tick} ticked={params.get(tick.name) === tick.value} onChoose={go} />
        ))}
        <noscript>
          <button type="submit" className="h-8 rounded-md border border-line-strong px-3 text-sm">
            Search
          </button>
        </noscript>
      </form>
    </search>
  );
}

type SearchFieldProps = {
  name: string;
  placeholder: string;
  value: string;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
};

function SearchField({ name, placeholder, value, onChange }: SearchFieldProps) {
  return (
    <label className="flex h-8 min-w-0 max-w-md flex-1 basis-56 items-center gap-2 rounded-md border border-line-strong bg-surface px-2 text-ink-3 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent">
      <Search aria-hidden="true" className="size-4 shrink-0" />
      <span className="sr-only">Search {placeholder}</span>
      <input
        data-search
        type="search"
        name={name}
        defaultValue={value}
        placeholder={placeholder}
        onChange={onChange}
        className="min-w-0 flex-1 bg-transparent text-sm text-ink outline-none placeholder:text-ink-3"
      />
    </label>
  );
}

const fieldLook =
  "max-sm:flex-1 flex h-8 items-center gap-1 rounded-md border border-line-strong bg-surface pl-2 text-sm";

const choiceOf = (listed: Listed): Choice =>
  typeof listed === "string" ? { value: listed, label: listed } : listed;

type Chosen = { value: string; onChoose: (name: string, value: string) => void };

function ChoiceField({ name, label, choices, value, onChoose }: Filter & Chosen) {
  return (
    <label className={fieldLook}>
      <span className="text-xs text-ink-3">{label}</span>
      <select
        name={name}
        value={value}
        onChange={(event) => onChoose(name, event.currentTarget.value)}
        className="h-full min-w-0 max-w-44 rounded-md max-sm:max-w-none max-sm:flex-1 bg-surface pr-1 pl-1"
      >
        <option value="">Any</option>
        {choices.map(choiceOf).map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  );
}

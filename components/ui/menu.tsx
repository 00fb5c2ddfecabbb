"use client";

import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";

type MenuProps = {
  /** The button that opens it. */
  trigger: ReactNode;
  side?: "top" | "bottom" | undefined;
  align?: "start" | "end" | undefined;
  children: ReactNode;
};

/** Not portalled: it must stay inside the landmark or dialog that opened it. */
export function Menu({ trigger, side = "bottom", align = "end", children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Content
        side={side}
        align={align}
        sideOffset={6}
        collisionPadding={8}
        className="enter z-40 min-w-48 rounded-lg border border-line-strong bg-surface p-1 text-sm"
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

const item =
  "flex min-h-8 items-center gap-2 rounded-md px-2 outline-none select-none data-highlighted:bg-sunken data-disabled:opacity-55";

type MenuItemProps = {
  icon?: LucideIcon | undefined;
  onSelect: () => void;
  danger?: boolean | undefined;
  children: ReactNode;
};

export function MenuItem({ icon: Icon, onSelect, danger, children }: MenuItemProps) {
  return (
    <DropdownMenu.Item onSelect={onSelect} className={clsx(item, danger && "text-fail")}>
      {Icon && <Icon aria-hidden="true" className="size-4 shrink-0 text-ink-3" />}
      {children}
    </DropdownMenu.Item>
  );
}

type MenuChoicesProps<Value extends string> = {
  label: string;
  value: Value;
  choices: readonly { value: Value; label: string; icon?: LucideIcon | undefined }[];
  onChange: (value: Value) => void;
};

/** Radio choices inside a menu. */
export function MenuChoices<Value extends string>({
  label,
  value,
  choices,
  onChange,
}: MenuChoicesProps<Value>) {
  const choose = (next: string) => {
    const chosen = choices.find((each) => each.value === next);
    if (chosen) onChange(chosen.value);
  };
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={choose}>
      <MenuLabel>{label}</MenuLabel>
      {choices.map(({ value: each, label: name, icon: Icon }) => (
        <DropdownMenu.RadioItem
          key={each}
          value={each}
          onSelect={(event) => event.preventDefault()}
          className={item}
        >
          {Icon && <Icon aria-hidden="true" className="size-4 shrink-0 text-ink-3" />}
          <span className="flex-1">{name}</span>
          <DropdownMenu.ItemIndicator>
            <Check aria-hidden="true" className="size-3.5 text-accent" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="px-2 pt-1.5 pb-1 text-xs text-ink-3">{children}</DropdownMenu.Label>;
}

export function MenuRule() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
}

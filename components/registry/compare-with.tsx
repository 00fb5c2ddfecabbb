"use client";

import { GitCompareArrows } from "lucide-react";
import { useRouter } from "next/navigation";
import { ButtonContent, buttonClass } from "#components/ui/button-look.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";

/** Chooses the version to lay beside this one. */
export function CompareWith({ path, others }: { path: string; others: readonly number[] }) {
  const router = useRouter();
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className={buttonClass("plain")}>
          <ButtonContent icon={GitCompareArrows}>Compare with…</ButtonContent>
        </button>
      }
    >
      {others.map((number) => (
        <MenuItem key={number} onSelect={() => router.push(`${path}?with=${number}`)}>
          Version {number}
        </MenuItem>
      ))}
    </Menu>
  );
}

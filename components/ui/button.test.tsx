// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { Button } from "./button.tsx";
import { ButtonLink } from "./button-link.tsx";

const reasonOf = (button: HTMLElement) =>
  document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent;

describe("a button", () => {
  it("does what it is for", () => {
    const onClick = vi.fn();
    mounted(<Button onClick={onClick}>Start</Button>).press("Start");
    expect(onClick).toHaveBeenCalledOnce();
  });

  it("that cannot be used says why, stays in reach and does nothing", () => {
    const onClick = vi.fn();
    const page = mounted(
      <Button onClick={onClick} whyNot="It is not approved.">
        Start
      </Button>,
    );
    const button = page.screen.getByRole("button", { name: "Start" });
    page.press("Start");
    expect(onClick).not.toHaveBeenCalled();
    expect(button.getAttribute("aria-disabled")).toBe("true");
    expect(button.hasAttribute("disabled")).toBe(false);
    expect(reasonOf(button)).toBe("It is not approved.");
  });

  it("points at a reason that is printed once for several", () => {
    const text = textOf(
      <Button whyNot="No." reasonId="why">
        Start
      </Button>,
    );
    expect(text).toBe("Start");
  });

  it("does nothing twice while it is busy", () => {
    const onClick = vi.fn();
    const page = mounted(
      <Button onClick={onClick} busy>
        Send
      </Button>,
    );
    page.press("Send");
    expect(onClick).not.toHaveBeenCalled();
    expect(page.screen.getByRole("button").getAttribute("aria-busy")).toBe("true");
  });

  it("sends no form unless it is told to", () => {
    expect(markupOf(<Button>Cancel</Button>)).toContain('type="button"');
    expect(markupOf(<Button type="submit">Send</Button>)).toContain('type="submit"');
    expect(textOf(<Button keyHint="A">Approve</Button>)).toBe("Approve A");
  });
});

describe("a link like a button", () => {
  it("leads to a page or to a file", () => {
    expect(markupOf(<ButtonLink href="/models">Models</ButtonLink>)).toMatch(/^<a [^>]*href="\/models"/);
    expect(
      markupOf(
        <ButtonLink href="/a.csv" download>
          Export
        </ButtonLink>,
      ),
    ).toContain("download");
  });

  it("that leads nowhere now is no link, and says why", () => {
    const page = mounted(
      <ButtonLink href="/models" whyNot="Needs the role admin.">
        Models
      </ButtonLink>,
    );
    expect(page.screen.queryByRole("link")).toBeNull();
    expect(reasonOf(page.screen.getByRole("button"))).toBe("Needs the role admin.");
  });
});

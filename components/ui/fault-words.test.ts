import { expect, it } from "vitest";
import { faultSentence, faultText, tooLongText } from "./fault-words.ts";

const field = { validationMessage: "", type: "text", title: "" };

it.each([
  [{ valueMissing: true }, {}, "Must not be empty."],
  [{ valueMissing: true }, { type: "checkbox" }, "Must be ticked."],
  [{ typeMismatch: true }, { type: "email" }, "Must be an e-mail address, like name@example.com."],
  [{ tooShort: true }, { minLength: 12 }, "Must have at least 12 characters."],
  [{ rangeUnderflow: true }, { type: "number", min: "1" }, "Must be at least 1."],
  [{ rangeOverflow: true }, { type: "number", max: "90" }, "Must be at most 90."],
  [{ badInput: true }, { type: "number" }, "Must be a number."],
  [{ patternMismatch: true }, { title: "Lower-case letters only." }, "Lower-case letters only."],
  [{ customError: true }, { validationMessage: "Too long." }, "Too long."],
  [{ stepMismatch: true }, {}, "Must be written differently."],
])("%# is said in words", (validity, more, said) => {
  expect(faultText({ ...field, ...more, validity })).toBe(said);
});

it("counts a text as it will be sent", () => {
  expect(tooLongText("  four ", 4)).toBeNull();
  expect(tooLongText("five!", 4)).toBe("Must have at most 4 characters; it has 5.");
  expect(tooLongText("x".repeat(5000), undefined)).toBeNull();
});

it("makes a sentence of what the server says of a field", () => {
  expect(faultSentence("must not be empty")).toBe("Must not be empty.");
  expect(faultSentence("Taken. Choose another.")).toBe("Taken. Choose another.");
});

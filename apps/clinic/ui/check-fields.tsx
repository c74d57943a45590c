import type { ChangeEvent } from "react";
import type { InterviewPage } from "@plumbline/assessment";
import { BodyMap } from "./body-map.tsx";

interface CheckFieldsProps {
  readonly page: InterviewPage;
  /** Values that are chosen, or typed, now. */
  readonly chosen: readonly string[];
  /** What "none of these" and "I don't know" are called in the form. */
  readonly names: { readonly none: string; readonly dontKnow: string };
  readonly error: string | undefined;
}

/**
 * The fields of one page of the interview. All are named `answer`, the first has the id `answer-1`. The question is the
 * legend and the page's only heading.
 */
export function CheckFields({ page, chosen, names, error }: CheckFieldsProps) {
  const described = [page.hint !== undefined && "hint", error !== undefined && "answer-error"]
    .filter(Boolean)
    .join(" ");
  const dontKnow = { value: names.dontKnow, label: "I don’t know" };
  return (
    <fieldset aria-describedby={described === "" ? undefined : described} onChange={keepExclusive}>
      <legend className="question">
        <h1>{page.question}</h1>
      </legend>
      {page.hint !== undefined && (
        <p className="hint" id="hint">
          {page.hint}
        </p>
      )}
      {error !== undefined && (
        <p className="error-text" id="answer-error">
          <span className="visually-hidden">Error: </span>
          {error}
        </p>
      )}
      <Fields page={page} chosen={chosen} none={names.none} dontKnow={dontKnow} />
    </fieldset>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

function Fields({
  page,
  chosen,
  none,
  dontKnow,
}: {
  readonly page: InterviewPage;
  readonly chosen: readonly string[];
  readonly none: string;
  readonly dontKnow: Option;
}) {
  switch (page.kind) {
    case "choice":
      return <Choices type="radio" options={[...page.options, dontKnow]} chosen={chosen} />;
    case "confirm":
      return (
        <>
          {page.said.length > 0 && (
            <p className="ticked">
              You told us: <strong>{page.said.join("; ")}</strong>
            </p>
          )}
          <Choices type="radio" options={[...page.options, dontKnow]} chosen={chosen} />
        </>
      );
    case "checklist":
      return <Checklist page={page} chosen={chosen} none={none} dontKnow={dontKnow} />;
    case "number":
      return (
        <>
          <div className="number-field">
            <input
              className="short"
              id="answer-1"
              name="answer"
              inputMode="numeric"
              autoComplete="off"
              maxLength={3}
              aria-label={`${page.question} In ${page.unit}`}
              defaultValue={chosen.find((value) => value !== dontKnow.value) ?? ""}
            />
            <span>{page.unit}</span>
          </div>
          <Choices type="checkbox" options={[dontKnow]} chosen={chosen} firstNumber={2} />
        </>
      );
    case "scale":
      return (
        <>
          <div className="scale" role="presentation">
            {Array.from({ length: 11 }, (_, value) => (
              <label className="choice scale-step" key={value}>
                <input
                  type="radio"
                  id={`answer-${value + 1}`}
                  name="answer"
                  value={value}
                  defaultChecked={chosen.includes(String(value))}
                />
                <span>{value}</span>
              </label>
            ))}
          </div>
          <p className="scale-ends">
            <span>0 is {page.lowWord}</span>
            <span>10 is the {page.highWord}</span>
          </p>
          <Choices type="radio" options={[dontKnow]} chosen={chosen} firstNumber={12} />
        </>
      );
  }
}

function Checklist({
  page,
  chosen,
  none,
  dontKnow,
}: {
  readonly page: Extract<InterviewPage, { kind: "checklist" }>;
  readonly chosen: readonly string[];
  readonly none: string;
  readonly dontKnow: Option;
}) {
  const groups = [...new Set(page.items.map(({ group }) => group))];
  const apart = [{ value: none, label: "None of these" }, dontKnow];
  const optionsOf = (group: string | undefined) =>
    page.items.filter((item) => item.group === group).map(({ id, label }) => ({ value: id, label }));
  if (groups.length === 1)
    return <Choices type="checkbox" options={optionsOf(groups[0])} chosen={chosen} apart={apart} />;
  const list = (
    <div>
      {groups.map((group) => (
        <fieldset key={group ?? ""} className="choice-group">
          <legend>{group}</legend>
          <Choices
            type="checkbox"
            options={optionsOf(group)}
            chosen={chosen}
            firstNumber={1 + page.items.findIndex((item) => item.group === group)}
          />
        </fieldset>
      ))}
      <Choices type="checkbox" options={[]} apart={apart} chosen={chosen} firstNumber={page.items.length + 1} />
    </div>
  );
  if (page.id !== "where") return list;
  return (
    <div className="body-places">
      <BodyMap fieldIds={new Map(page.items.map(({ id }, index) => [id, `answer-${index + 1}`]))} />
      {list}
    </div>
  );
}

function Choices({
  type,
  options,
  apart = [],
  chosen,
  firstNumber = 1,
}: {
  readonly type: "radio" | "checkbox";
  readonly options: readonly Option[];
  /** Shown with a gap after the others. */
  readonly apart?: readonly Option[];
  readonly chosen: readonly string[];
  readonly firstNumber?: number;
}) {
  return (
    <div className="choices">
      {[...options, ...apart].map((option, index) => (
        <label
          className={index === options.length && options.length > 0 ? "choice choice-apart" : "choice"}
          key={option.value}
          htmlFor={`answer-${index + firstNumber}`}
        >
          <input
            type={type}
            id={`answer-${index + firstNumber}`}
            name="answer"
            value={option.value}
            defaultChecked={chosen.includes(option.value)}
            data-exclusive={apart.includes(option) ? option.value : undefined}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

/** With script, "none of these" and "I don't know" clear the rest, and the rest clears them. The server checks it too. */
function keepExclusive(event: ChangeEvent<HTMLFieldSetElement>) {
  const changed: unknown = event.target;
  if (!(changed instanceof HTMLInputElement) || changed.type !== "checkbox" || !changed.checked) return;
  const boxes = event.currentTarget.querySelectorAll<HTMLInputElement>('input[type="checkbox"]');
  const isExclusive = changed.dataset.exclusive !== undefined;
  for (const box of boxes) {
    if (box !== changed && (isExclusive || box.dataset.exclusive !== undefined)) box.checked = false;
  }
}

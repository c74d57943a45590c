import { Form, Link, useLoaderData } from "react-router";
import { BirthDateField } from "../../ui/birth-date-field.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { queryFromChoice } from "../book/choice.ts";
import type { Refusal, loader } from "./book.tsx";
import { MOST_IN_SERIES, REPEATS } from "./series.ts";

/** The last step of booking at the desk: the time, who it is for, and, where it is asked, why and how often. */
export function Confirm({ refusal }: { readonly refusal: Refusal | undefined }) {
  const page = useLoaderData<typeof loader>();
  const { slot, choice, day, who, options, isNew, isToday } = page;
  if (slot === null) return null;
  const errorOf = (fieldId: string) => refusal?.errors.find((error) => error.fieldId === fieldId)?.message;
  const birthError = refusal?.errors.find(({ fieldId }) => fieldId.startsWith("birth"));
  const typed = refusal?.typed;
  const back = `/staff/book${queryFromChoice({ ...choice, day }, who)}`;
  const isOver = !slot.isFree || refusal?.isTaken === true;
  return (
    <Form method="post" className="narrow">
      <input type="hidden" name="formKey" value={page.formKey} />
      <section className="chosen-time" aria-label="The time you chose">
        <p>
          <strong>{slot.when}</strong>
          <br />
          {options.services.find(({ id }) => id === choice.serviceId)?.name}, {slot.officeName}, with{" "}
          {slot.clinicianName}
        </p>
        <p>
          <Link to={back}>Choose another time</Link>
        </p>
      </section>
      {refusal?.lost !== undefined && (
        <section className="notice caution" role="alert">
          <h2>Nothing is booked yet: {refusal.lost.dates.length === 1 ? "one time" : "some times"} cannot be had</h2>
          <ul>
            {refusal.lost.dates.map((date) => (
              <li key={date}>{date}</li>
            ))}
          </ul>
          <button className="button quiet" name="skip" value={refusal.lost.at.join(",")}>
            Book the others
          </button>
        </section>
      )}
      {isOver && (
        <section className="notice caution" role="alert">
          <h2>This time is not free</h2>
          <p>
            The clinician, a room or a device is taken, or it is outside the hours. Within the hours it can be booked
            over the other visit, once.
          </p>
          <input type="hidden" name="isOver" value="yes" />
          <TextField
            id="overbookReason"
            label="Why it is booked over another visit"
            maxLength={200}
            defaultValue={typed?.overbookReason}
            error={errorOf("overbookReason")}
          />
        </section>
      )}
      {isNew && (
        <>
          <TextField id="givenName" label="First name" defaultValue={typed?.givenName} error={errorOf("givenName")} />
          <TextField id="familyName" label="Last name" defaultValue={typed?.familyName} error={errorOf("familyName")} />
          <BirthDateField
            typed={{
              birthMonth: typed?.birthMonth ?? "",
              birthDay: typed?.birthDay ?? "",
              birthYear: typed?.birthYear ?? "",
            }}
            error={birthError}
          />
          <TextField id="phone" label="Phone" type="tel" defaultValue={typed?.phone} error={errorOf("phone")} />
          <TextField
            id="email"
            label="E-mail"
            hint="Leave it empty when there is none: then no letter is sent."
            inputMode="email"
            defaultValue={typed?.email}
            error={errorOf("email")}
          />
        </>
      )}
      {!isOver && (
        <fieldset className="filter-bar">
          <legend className="visually-hidden">A series</legend>
          <div>
            <label htmlFor="repeat">Repeat</label>
            <select id="repeat" name="repeat" defaultValue={typed?.repeat ?? ""}>
              <option value="">once</option>
              {REPEATS.map((weeks) => (
                <option key={weeks} value={weeks}>
                  {weeks === 1 ? "every week" : `every ${weeks} weeks`}
                </option>
              ))}
            </select>
          </div>
          <div>
            <label htmlFor="count">Visits, when repeated</label>
            <input
              id="count"
              name="count"
              type="number"
              min={2}
              max={MOST_IN_SERIES}
              defaultValue={typed?.count ?? 4}
            />
          </div>
        </fieldset>
      )}
      {isToday && (
        <label className="choice">
          <input type="checkbox" name="arrived" value="yes" />
          <span>They are here already</span>
        </label>
      )}
      <button className="button" type="submit">
        {isOver ? "Book over the other visit" : "Book this visit"}
      </button>
    </Form>
  );
}

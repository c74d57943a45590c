import { Suspense, lazy, useRef } from "react";
import { Link, useNavigate } from "react-router";
import { useHasScript } from "./has-script.ts";
import "./booking.css";

/** Half of this page's script, so it comes after the page works; until then the list of days stands in its place. */
const BookingCalendar = lazy(async () => ({ default: (await import("./booking-calendar.tsx")).BookingCalendar }));

/** One free time, ready to be shown. */
export interface TimeButton {
  readonly key: string;
  readonly clock: string;
  readonly day: string;
  readonly officeName: string;
  readonly clinicianName: string;
}

export interface DayOffer {
  readonly day: string;
  readonly label: string;
  /** At least 1; days without a free time are not listed. */
  readonly freeCount: number;
}

export interface ChooserTimes {
  /** `"Eastern Time"`. */
  readonly zone: string;
  readonly first: TimeButton | null;
  readonly weeks: readonly { readonly label: string; readonly days: readonly DayOffer[] }[];
  /** Null when nothing is free on the day that was asked for. */
  readonly chosen: {
    readonly day: string;
    readonly label: string;
    readonly morning: readonly TimeButton[];
    readonly afternoon: readonly TimeButton[];
  } | null;
}

interface ChooserProps {
  readonly times: ChooserTimes;
  /** Where a day leads: this page with that day chosen. */
  readonly dayHref: (day: string) => string;
  /** Where a time leads: the next step. */
  readonly timeHref: (key: string) => string;
}

/** How many weeks are open at first in the list of days. */
const WEEKS_OPEN = 2;

/**
 * Days with free times, and the times of one day. Without script the days are a list of links; with script they are a
 * calendar. Both change only the address.
 */
export function BookingChooser({ times, dayHref, timeHref }: ChooserProps) {
  const hasScript = useHasScript();
  const navigate = useNavigate();
  const timesTop = useRef<HTMLHeadingElement>(null);
  const { first, chosen, weeks, zone } = times;
  const days = weeks.flatMap((week) => week.days);
  const dayList = <DayList weeks={weeks} chosen={chosen?.day ?? null} dayHref={dayHref} />;

  function chooseDay(day: string) {
    void navigate(dayHref(day), { preventScrollReset: true });
    // On a phone the times are below the calendar, out of sight.
    timesTop.current?.scrollIntoView({ block: "nearest" });
  }

  return (
    <>
      {first !== null && (
        <section className="first-free" aria-labelledby="first-free">
          <div>
            <h2 id="first-free">First free time</h2>
            <p>
              <strong>
                {first.day}, {first.clock}
              </strong>
              <br />
              {first.officeName}, with {first.clinicianName}
            </p>
          </div>
          <Link className="button" to={timeHref(first.key)}>
            Take this time
          </Link>
        </section>
      )}
      <div className="chooser">
        <section aria-labelledby="days">
          <h2 id="days">Or choose a day</h2>
          {hasScript ? (
            <Suspense fallback={dayList}>
              <BookingCalendar days={days} chosen={chosen?.day ?? null} onChoose={chooseDay} />
            </Suspense>
          ) : (
            dayList
          )}
        </section>
        <section aria-labelledby="times" className="times">
          <h2 id="times" ref={timesTop}>
            {chosen === null ? "No free time on this day" : `Times on ${chosen.label}`}
          </h2>
          <p className="soft" aria-live="polite">
            {chosen === null
              ? "Choose another day."
              : `${freeText(chosen.morning.length + chosen.afternoon.length)}. Times are ${zone}.`}
          </p>
          {chosen !== null && (
            <>
              <TimeList title="Morning" times={chosen.morning} timeHref={timeHref} />
              <TimeList title="Afternoon" times={chosen.afternoon} timeHref={timeHref} />
            </>
          )}
        </section>
      </div>
    </>
  );
}

function DayList({
  weeks,
  chosen,
  dayHref,
}: Pick<ChooserTimes, "weeks"> & { readonly chosen: string | null; readonly dayHref: (day: string) => string }) {
  return weeks.map((week, index) => (
    <details key={week.label} open={index < WEEKS_OPEN || week.days.some(({ day }) => day === chosen)}>
      <summary>{week.label}</summary>
      <ul className="day-list">
        {week.days.map(({ day, label, freeCount }) => (
          <li key={day}>
            <Link to={`${dayHref(day)}#times`} aria-current={day === chosen ? "date" : undefined}>
              <span>{label}</span> <span className="soft">{freeText(freeCount)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </details>
  ));
}

function TimeList({
  title,
  times,
  timeHref,
}: {
  readonly title: string;
  readonly times: readonly TimeButton[];
  readonly timeHref: (key: string) => string;
}) {
  if (times.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className="time-list">
        {times.map((time) => (
          <li key={time.key}>
            <Link to={timeHref(time.key)} className="time-button">
              <strong>{time.clock}</strong>
              <span>
                {time.officeName}
                <span className="visually-hidden">, </span>
              </span>
              <span className="soft">{time.clinicianName}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

/** `"1 free time"`, `"7 free times"`. */
function freeText(count: number): string {
  return count === 1 ? "1 free time" : `${count} free times`;
}

import { parseDate } from "@internationalized/date";
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
  I18nProvider,
} from "react-aria-components";
import type { DayOffer } from "./booking-chooser.tsx";

interface CalendarProps {
  /** In order, at least one. */
  readonly days: readonly DayOffer[];
  readonly chosen: string | null;
  readonly onChoose: (day: string) => void;
}

/**
 * Days with free times as a month to walk through by arrow keys. Each day says how many times are free:
 * "Friday, November 6, 2026, 7 free times".
 */
export function BookingCalendar({ days, chosen, onChoose }: CalendarProps) {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return null;
  const freeCounts = new Map(days.map(({ day, freeCount }) => [day, freeCount]));
  return (
    <I18nProvider locale="en-US">
      <Calendar
        className="calendar"
        aria-label="Day of the visit"
        minValue={parseDate(first.day)}
        maxValue={parseDate(last.day)}
        value={chosen === null ? null : parseDate(chosen)}
        defaultFocusedValue={parseDate(chosen ?? first.day)}
        isDateUnavailable={(date) => !freeCounts.has(date.toString())}
        onChange={(date) => onChoose(date.toString())}
      >
        <header>
          <Button slot="previous" className="calendar-step">
            <span aria-hidden="true">‹</span>
          </Button>
          <Heading className="calendar-month" />
          <Button slot="next" className="calendar-step">
            <span aria-hidden="true">›</span>
          </Button>
        </header>
        <CalendarGrid weekdayStyle="short">
          <CalendarGridHeader>{(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
          <CalendarGridBody>
            {(date) => {
              const freeCount = freeCounts.get(date.toString());
              const said =
                freeCount === undefined ? "no free times" : freeCount === 1 ? "1 free time" : `${freeCount} free times`;
              return (
                <CalendarCell
                  date={date}
                  className="calendar-day"
                  render={(props) => (
                    // The number of free times is shown by the style sheet, since the name says it already.
                    <div
                      {...props}
                      aria-label={`${String(props["aria-label"])}, ${said}`}
                      data-free={freeCount === undefined ? undefined : `${freeCount} free`}
                    />
                  )}
                />
              );
            }}
          </CalendarGridBody>
        </CalendarGrid>
      </Calendar>
    </I18nProvider>
  );
}

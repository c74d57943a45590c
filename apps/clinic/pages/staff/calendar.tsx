import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, data, redirect, useActionData, useLoaderData, useLocation } from "react-router";
import { addDays, dayOf, dayRange, isDay } from "@plumbline/scheduling";
import { VisitBoard } from "../../ui/visit-board.tsx";
import { Workspace } from "../../ui/workspace-frame.tsx";
import { parseSlotKey, slotKey } from "../book/slot-key.ts";
import { visitMail } from "../book/visit-mail.ts";
import { dayText, whenText, zoneText } from "../time.ts";
import { BOARD_KINDS, boardOf, droppedSlot, weekOf } from "./calendar-board.ts";
import { requireStaff } from "./staff-access.ts";

const KIND_NAMES = { clinician: "Clinicians", office: "Offices", room: "Rooms and devices" } as const;

export function meta() {
  return [{ title: "Calendar – Plumbline" }];
}

export async function loader(args: LoaderFunctionArgs) {
  const asking = await requireStaff(args, "see visits");
  const { clinic } = asking;
  const query = args.url.searchParams;
  const nowMs = clinic.now();
  const setUp = await clinic.store.readSetUp(clinic.db, nowMs);
  const timeZone = setUp.offices[0]?.timeZone ?? "UTC";
  const today = dayOf(nowMs, timeZone);
  const askedDay = query.get("day") ?? "";
  const day = isDay(askedDay) ? askedDay : today;
  const by = BOARD_KINDS.find((kind) => kind === query.get("by")) ?? "clinician";
  const isWeek = query.get("view") === "week";
  const days = isWeek ? weekOf(day) : [day];
  const choices = { clinician: setUp.clinicians, office: setUp.offices, room: setUp.resources }[by];
  const of = choices.find(({ id }) => id === query.get("of"))?.id ?? null;
  const visits = await clinic.store.visitsOfDay(clinic.db, {
    fromMs: dayRange(days[0]!, timeZone).startMs,
    toMs: dayRange(days.at(-1)!, timeZone).endMs,
  });
  const resources = await clinic.store.resourcesOfVisits(
    clinic.db,
    visits.map(({ id }) => id),
  );
  await asking.audit({ action: "read visits", resource: `visits/${days.join("..")}`, patientId: null });
  const placed = visits.map((visit) => ({ ...visit, resources: resources.get(visit.id) ?? [] }));
  const moved = visits.find(({ id }) => id === query.get("moved"));
  const was = moved === undefined ? null : parseSlotKey(query.get("was"), (moved.endMs - moved.startMs) / 60_000);
  const step = isWeek ? 7 : 1;
  return {
    board: boardOf(setUp, placed, { by, days, of }, nowMs),
    chosen: { day, by, view: isWeek ? "week" : "day", of: of ?? "" },
    choices: choices.map(({ id, name }) => ({ id, name })),
    title: isWeek
      ? `Week of ${dayText(dayRange(days[0]!, timeZone).startMs, timeZone)}`
      : dayText(dayRange(day, timeZone).startMs, timeZone),
    isToday: days.includes(today),
    today,
    earlier: addDays(day, -step),
    later: addDays(day, step),
    zone: [...new Set(setUp.offices.map((office) => zoneText(office.timeZone)))].join(", "),
    moved:
      moved === undefined || was === null
        ? null
        : {
            visitId: moved.id,
            name: moved.patientName,
            when: whenText(moved.startMs, moved.timeZone),
            was: slotKey(was),
          },
  };
}

export async function action(args: ActionFunctionArgs) {
  const asking = await requireStaff(args, "see visits");
  const { clinic, actor } = asking;
  const form = await args.request.formData();
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const nowMs = clinic.now();
  const visit = await clinic.store.findVisit(clinic.db, text("visitId"));
  if (visit === null) throw data("This visit is not there. Open the calendar again.", { status: 404 });
  const setUp = await clinic.store.readSetUp(clinic.db, nowMs);
  const isTime = /^([01]\d|2[0-3]):[0-5]\d$/.test(text("at")) && isDay(text("day"));
  const slot =
    parseSlotKey(text("slot"), (visit.endMs - visit.startMs) / 60_000) ??
    (isTime
      ? droppedSlot(setUp, visit, {
          day: text("day"),
          time: text("at"),
          clinicianId: text("clinician") || null,
          officeId: text("office") || null,
        })
      : null);
  if (slot === null)
    return data({ visitId: visit.id, message: "No clock at the office shows this time." }, { status: 422 });
  const result = await clinic.store.moveVisit(clinic.db, {
    visitId: visit.id,
    slot,
    mail: visitMail(clinic, "moved", setUp.offices),
    nowMs,
    actor,
    source: "desk",
  });
  if (result.kind !== "moved") {
    const message =
      result.kind === "gone"
        ? `The visit of ${visit.patientName} has just been changed. It was not moved.`
        : `${visit.patientName} was not moved: ${whenText(slot.startMs, visit.timeZone)} is not free, or outside the hours, or who is there does not offer “${visit.serviceName}”.`;
    return data({ visitId: visit.id, message }, { status: 409 });
  }
  clinic.wakeMail();
  const url = new URL(args.url);
  for (const name of ["moved", "was"]) url.searchParams.delete(name);
  if (!form.has("slot")) {
    url.searchParams.set("moved", visit.id);
    url.searchParams.set("was", slotKey(visit));
  }
  return redirect(url.pathname + url.search, 303);
}

export default function CalendarPage() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const location = useLocation();
  const { chosen, board, moved } = page;
  const href = (more: Partial<typeof chosen>) => `/staff/calendar?${new URLSearchParams({ ...chosen, ...more })}`;
  const here = location.pathname + location.search;
  return (
    <Workspace>
      <div className="page-head">
        <h1>
          {page.isToday && chosen.view === "day" ? "Today, " : ""}
          {page.title}
        </h1>
        <div className="button-row no-print">
          <Link className="button quiet small" to={`/staff?day=${chosen.day}`}>
            List, to print
          </Link>
          <Link className="button quiet small" to="/staff/waiting">
            Waiting list
          </Link>
          <Link className="button small" to="/staff/book">
            Book a visit
          </Link>
        </div>
      </div>
      {refused !== undefined && (
        <div className="notice caution" role="alert">
          <p>
            {refused.message} <Link to={`/staff/visits/${refused.visitId}`}>See other times</Link>
          </p>
        </div>
      )}
      {moved !== null && refused === undefined && (
        <Form className="notice good undo" method="post" action={here}>
          <output>
            {moved.name} is moved to {moved.when}.
          </output>
          <input type="hidden" name="visitId" value={moved.visitId} />
          <button className="button quiet small" name="slot" value={moved.was}>
            Undo
          </button>
        </Form>
      )}
      <nav className="inline-links no-print" aria-label="Days">
        <Link to={href({ day: page.earlier })}>← {chosen.view === "week" ? "Week" : "Day"} before</Link>
        {!page.isToday && <Link to={href({ day: page.today })}>Today</Link>}
        <Link to={href({ day: page.later })}>{chosen.view === "week" ? "Week" : "Day"} after →</Link>
      </nav>
      <Form className="filter-bar no-print" method="get" key={JSON.stringify(chosen)}>
        <div>
          <label htmlFor="day">Day</label>
          <input id="day" name="day" type="date" defaultValue={chosen.day} />
        </div>
        <div>
          <label htmlFor="view">Show</label>
          <select id="view" name="view" defaultValue={chosen.view}>
            <option value="day">one day</option>
            <option value="week">the week</option>
          </select>
        </div>
        <div>
          <label htmlFor="by">By</label>
          <select id="by" name="by" defaultValue={chosen.by}>
            {BOARD_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {KIND_NAMES[kind]}
              </option>
            ))}
          </select>
        </div>
        {chosen.view === "week" && (
          <div>
            <label htmlFor="of">{KIND_NAMES[chosen.by]}</label>
            <select id="of" name="of" defaultValue={chosen.of}>
              <option value="">all</option>
              {page.choices.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        )}
        <button className="button quiet" type="submit">
          Show
        </button>
      </Form>
      {board.columns.length === 0 ? (
        <p>Nobody is in {chosen.view === "week" ? "in this week" : "on this day"}, and no visit is booked.</p>
      ) : (
        <VisitBoard key={here} board={board} action={here} />
      )}
      <p className="small soft">Times are {page.zone}. Cancelled visits are on the list of the day.</p>
    </Workspace>
  );
}

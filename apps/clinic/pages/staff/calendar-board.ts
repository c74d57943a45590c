import type { TimeRange } from "@plumbline/clinical-model";
import { addDays, holdsOn, instantOf, weekdayOf } from "@plumbline/scheduling";
import type { ClinicSetUp, Visit } from "../../store/index.ts";
import type { Board, BoardColumn, BoardVisit } from "../../ui/visit-board.tsx";
import { clockText, dayText, minuteText } from "../time.ts";

export const BOARD_KINDS = ["clinician", "office", "room"] as const;

/** What the columns of a day are; a week has its days, of one of them or of all. */
type BoardKind = (typeof BOARD_KINDS)[number];

export interface BoardAsked {
  readonly by: BoardKind;
  /** The days shown: one, or the seven of a week. */
  readonly days: readonly string[];
  /** Of a week: one clinician, office or room; null is all. */
  readonly of: string | null;
}

/** Where a visit is, with the rooms and devices it has. */
export type PlacedVisit = Visit & { readonly resources: readonly { readonly id: string; readonly name: string }[] };

/** Shown even on a day with nothing on it, so that there is something to drop a visit on. */
const AT_LEAST = { fromMin: 8 * 60, toMin: 17 * 60 };

/** Monday to Sunday around a day. */
export function weekOf(day: string): string[] {
  const monday = addDays(day, 1 - weekdayOf(day));
  return [0, 1, 2, 3, 4, 5, 6].map((at) => addDays(monday, at));
}

/** The visits of some days as columns of a calendar, in minutes of the clock at each office. */
export function boardOf(setUp: ClinicSetUp, visits: readonly PlacedVisit[], asked: BoardAsked, nowMs: number): Board {
  const isWeek = asked.days.length > 1;
  const shown = visits.filter(({ status }) => status !== "cancelled");
  const columns = isWeek ? dayColumns(setUp, shown, asked) : kindColumns(setUp, shown, asked.by, asked.days[0]!);
  const placed = shown.flatMap((visit) => {
    const [day = "", clock = ""] = minuteText(visit.startMs, visit.timeZone).split("T");
    if (!asked.days.includes(day) || (isWeek && asked.of !== null && !isOf(visit, asked.by, asked.of))) return [];
    const fromMin = minutesOf(clock);
    const toMin = fromMin + Math.round((visit.endMs - visit.startMs) / 60_000);
    const columnIds = isWeek ? [day] : keysOf(visit, asked.by);
    return columnIds.map((columnId) => ({ visit, columnId, fromMin, toMin }));
  });
  const boardVisits = columns.flatMap(({ id }) => inLanes(placed.filter(({ columnId }) => columnId === id)));
  const edges = [...columns.flatMap(({ open }) => open), ...placed, AT_LEAST];
  return {
    fromMin: Math.floor(Math.min(...edges.map(({ fromMin }) => fromMin)) / 60) * 60,
    toMin: Math.ceil(Math.max(...edges.map(({ toMin }) => toMin)) / 60) * 60,
    columns,
    // A room is allotted and not chosen: in that view a visit moves in time alone.
    canChangeColumn: isWeek || asked.by !== "room",
    visits: boardVisits.map(({ visit, lane, lanes, columnId, fromMin, toMin }): BoardVisit => ({
      id: visit.id,
      columnId,
      fromMin,
      toMin,
      lane,
      lanes,
      clock: clockText(visit.startMs, visit.timeZone),
      patientName: visit.patientName,
      detail: [
        visit.serviceName,
        ...(asked.by === "clinician" && !isWeek ? [] : [visit.clinicianName]),
        ...(asked.by === "office" && !isWeek ? [] : [visit.officeName]),
        ...visit.resources.map(({ name }) => name),
      ].join(", "),
      status: visit.status,
      overbookReason: visit.overbookReason,
      canMove: visit.status === "booked" && visit.startMs > nowMs,
    })),
  };
}

/** Where a visit goes that is dropped on a time: with whom and where, and from when to when. Null when no clock shows it. */
export function droppedSlot(
  setUp: ClinicSetUp,
  visit: Pick<Visit, "officeId" | "clinicianId"> & TimeRange,
  to: {
    readonly day: string;
    readonly time: string;
    readonly clinicianId: string | null;
    readonly officeId: string | null;
  },
) {
  const clinicianId = to.clinicianId ?? visit.clinicianId;
  // Who is at another office on that day is seen there, unless the office itself was chosen.
  const there = setUp.rules.filter(
    (rule) =>
      rule.clinicianId === clinicianId &&
      holdsOn(rule, to.day, setUp.closures) &&
      rule.opens <= to.time &&
      to.time < rule.closes,
  );
  const own = there.find(({ officeId }) => officeId === visit.officeId);
  const officeId = to.officeId ?? (own ?? there[0])?.officeId ?? visit.officeId;
  const timeZone = setUp.offices.find(({ id }) => id === officeId)?.timeZone;
  const startMs = timeZone === undefined ? null : instantOf(to.day, to.time, timeZone);
  return startMs === null ? null : { officeId, clinicianId, startMs, endMs: startMs + visit.endMs - visit.startMs };
}

function kindColumns(setUp: ClinicSetUp, visits: readonly PlacedVisit[], by: BoardKind, day: string): BoardColumn[] {
  const rules = setUp.rules.filter((rule) => holdsOn(rule, day, setUp.closures));
  const officeName = (officeId: string) => setUp.offices.find(({ id }) => id === officeId)?.name ?? officeId;
  const target = { day, clinicianId: null, officeId: null };
  const isUsed = (id: string) => visits.some((visit) => keysOf(visit, by).includes(id));
  switch (by) {
    case "clinician":
      return setUp.clinicians
        .map(({ id, name }) => {
          const own = rules.filter(({ clinicianId }) => clinicianId === id);
          const where = [...new Set(own.map(({ officeId }) => officeName(officeId)))].join(", ");
          return { id, name, detail: where || "not in today", open: own.map(openRange), ...target, clinicianId: id };
        })
        .filter(({ id, open }) => open.length > 0 || isUsed(id));
    case "office":
      return setUp.offices.map(({ id, name }) => ({
        id,
        name,
        detail: null,
        open: rules.filter(({ officeId }) => officeId === id).map(openRange),
        ...target,
        officeId: id,
      }));
    case "room":
      return setUp.resources.map(({ id, name, officeId }) => ({
        id,
        name,
        detail: officeName(officeId),
        open: rules.filter((rule) => rule.officeId === officeId).map(openRange),
        ...target,
      }));
  }
}

function dayColumns(setUp: ClinicSetUp, visits: readonly PlacedVisit[], { by, days, of }: BoardAsked): BoardColumn[] {
  const roomOffice = setUp.resources.find(({ id }) => id === of)?.officeId;
  return days
    .map((day) => ({
      id: day,
      name: dayText(Date.parse(`${day}T12:00:00Z`), "UTC").replace(/ \d{4}$/, ""),
      detail: null,
      open: setUp.rules
        .filter((rule) => holdsOn(rule, day, setUp.closures))
        .filter(
          (rule) =>
            of === null ||
            (by === "clinician" ? rule.clinicianId === of : rule.officeId === (by === "office" ? of : roomOffice)),
        )
        .map(openRange),
      day,
      clinicianId: null,
      officeId: null,
    }))
    .filter(
      ({ day, open }) =>
        open.length > 0 || visits.some(({ startMs, timeZone }) => minuteText(startMs, timeZone).startsWith(day)),
    );
}

function keysOf(visit: PlacedVisit, by: BoardKind): string[] {
  if (by === "clinician") return [visit.clinicianId];
  return by === "office" ? [visit.officeId] : visit.resources.map(({ id }) => id);
}

function isOf(visit: PlacedVisit, by: BoardKind, id: string): boolean {
  return keysOf(visit, by).includes(id);
}

function openRange({ opens, closes }: { readonly opens: string; readonly closes: string }) {
  return { fromMin: minutesOf(opens), toMin: minutesOf(closes) };
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

interface Spanned {
  readonly fromMin: number;
  readonly toMin: number;
}

/** Side by side where they overlap: each in the first lane that is free, all of a cluster equally wide. */
export function inLanes<Item extends Spanned>(items: readonly Item[]): (Item & { lane: number; lanes: number })[] {
  const sorted = items.toSorted((a, b) => a.fromMin - b.fromMin || b.toMin - a.toMin);
  const placed: (Item & { lane: number; lanes: number })[] = [];
  let cluster: (Item & { lane: number; lanes: number })[] = [];
  let laneEnds: number[] = [];
  const close = () => {
    for (const item of cluster) item.lanes = laneEnds.length;
    placed.push(...cluster);
    cluster = [];
    laneEnds = [];
  };
  for (const item of sorted) {
    if (laneEnds.every((end) => end <= item.fromMin)) close();
    const free = laneEnds.findIndex((end) => end <= item.fromMin);
    const lane = free === -1 ? laneEnds.length : free;
    laneEnds[lane] = item.toMin;
    cluster.push({ ...item, lane, lanes: 1 });
  }
  close();
  return placed;
}

import { useEffect, useRef, useState } from "react";
import { Form, Link } from "react-router";
import type { KeyboardEvent, MouseEvent, PointerEvent } from "react";
import { useHasScript } from "./has-script.ts";
import "./desk.css";

export interface BoardColumn {
  readonly id: string;
  readonly name: string;
  readonly detail: string | null;
  /** When somebody is in, minutes of the day's clock. */
  readonly open: readonly { readonly fromMin: number; readonly toMin: number }[];
  /** What a visit that is dropped here gets; null leaves it. */
  readonly day: string;
  readonly clinicianId: string | null;
  readonly officeId: string | null;
}

export interface BoardVisit {
  readonly id: string;
  readonly columnId: string;
  readonly fromMin: number;
  readonly toMin: number;
  /** Which of so many, side by side. */
  readonly lane: number;
  readonly lanes: number;
  readonly clock: string;
  readonly patientName: string;
  readonly detail: string;
  readonly status: string;
  readonly overbookReason: string | null;
  readonly canMove: boolean;
}

export interface Board {
  readonly fromMin: number;
  readonly toMin: number;
  readonly columns: readonly BoardColumn[];
  readonly canChangeColumn: boolean;
  readonly visits: readonly BoardVisit[];
}

/** Heights are in rem, so that the calendar grows with the text. */
const REM_PER_HOUR = 5;
const STEP_MIN = 5;
/** Shift makes larger steps. */
const LARGE_STEP_MIN = 30;
/** A press that wanders no farther than this is a click. */
const CLICK_PX = 5;

/** Where a visit is being moved to. */
interface Moving {
  readonly visit: BoardVisit;
  readonly columnAt: number;
  readonly fromMin: number;
  /** Let go: asked whether it is meant. */
  readonly isAsked: boolean;
}

/**
 * Visits as a calendar. Each is a link to its own page, where it can be moved, too; with script it can be dragged, or
 * moved by M and the arrow keys. Nothing moves before it is confirmed.
 */
export function VisitBoard({ board, action }: { readonly board: Board; readonly action: string }) {
  const hasScript = useHasScript();
  const ground = useRef<HTMLDivElement>(null);
  const pressed = useRef<{ x: number; y: number; hasMoved: boolean } | null>(null);
  const [moving, setMoving] = useState<Moving | null>(null);
  const { columns, fromMin, toMin, visits } = board;
  const top = (minute: number) => `${((minute - fromMin) / 60) * REM_PER_HOUR}rem`;
  const hours = Array.from({ length: (toMin - fromMin) / 60 }, (_, at) => fromMin / 60 + at);

  const columnOf = (visit: BoardVisit) => columns.findIndex(({ id }) => id === visit.columnId);

  function moveTo(current: Moving, columnAt: number, minute: number): Moving {
    const length = current.visit.toMin - current.visit.fromMin;
    return {
      ...current,
      columnAt: board.canChangeColumn ? Math.min(Math.max(columnAt, 0), columns.length - 1) : current.columnAt,
      fromMin: Math.min(Math.max(minute, fromMin), toMin - length),
      isAsked: false,
    };
  }

  function onKeyDown(event: KeyboardEvent, visit: BoardVisit) {
    if (!visit.canMove) return;
    const isMoving = moving?.visit.id === visit.id && !moving.isAsked;
    if (!isMoving) {
      if (event.key.toLowerCase() !== "m" || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      setMoving({ visit, columnAt: columnOf(visit), fromMin: visit.fromMin, isAsked: false });
      return;
    }
    const step = event.shiftKey ? LARGE_STEP_MIN : STEP_MIN;
    const arrows: Readonly<Record<string, readonly [columns: number, minutes: number]>> = {
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
    };
    const arrow = arrows[event.key];
    if (arrow !== undefined) setMoving(moveTo(moving, moving.columnAt + arrow[0], moving.fromMin + arrow[1]));
    else if (event.key === "Enter" || event.key === " ") setMoving({ ...moving, isAsked: true });
    else if (event.key === "Escape") setMoving(null);
    else return;
    event.preventDefault();
  }

  function onPointerDown(event: PointerEvent, visit: BoardVisit) {
    // A finger scrolls; on a phone a visit is moved from its own page.
    if (!visit.canMove || event.button !== 0 || event.pointerType === "touch") return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    (event.currentTarget as HTMLElement).focus();
    pressed.current = { x: event.clientX, y: event.clientY, hasMoved: false };
  }

  function onPointerMove(event: PointerEvent, visit: BoardVisit) {
    const press = pressed.current;
    if (press === null || ground.current === null) return;
    const far = Math.hypot(event.clientX - press.x, event.clientY - press.y) > CLICK_PX;
    if (!press.hasMoved && !far) return;
    press.hasMoved = true;
    const shapes = [...ground.current.querySelectorAll(".board-column")].map((column) =>
      column.getBoundingClientRect(),
    );
    const pxPerMin = shapes[0]!.height / (toMin - fromMin);
    const columnAt = shapes.findIndex(({ left, right }) => event.clientX >= left && event.clientX < right);
    const minutes = Math.round((event.clientY - press.y) / pxPerMin / STEP_MIN) * STEP_MIN;
    const start: Moving = { visit, columnAt: columnOf(visit), fromMin: visit.fromMin, isAsked: false };
    setMoving(moveTo(start, columnAt === -1 ? start.columnAt : columnAt, visit.fromMin + minutes));
  }

  function onPointerUp() {
    if (pressed.current?.hasMoved === true) setMoving((current) => current && { ...current, isAsked: true });
  }

  /** The click that ends a drag leads nowhere. */
  function onClick(event: MouseEvent) {
    if (pressed.current?.hasMoved === true) event.preventDefault();
    pressed.current = null;
  }

  const target = moving === null ? undefined : columns[moving.columnAt];
  return (
    <>
      {hasScript && (
        <p className="soft no-print" id="board-help">
          Drag a visit to move it. By keyboard: go to a visit, press M, use the arrow keys (with Shift by half hours),
          then Enter; Escape leaves it where it was.
        </p>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <section className="board-scroll" aria-label="Calendar" tabIndex={0}>
        <div className="board" ref={ground}>
          <div className="board-hours" aria-hidden="true">
            <div className="board-head" />
            <div style={{ height: top(toMin) }}>
              {hours.map((hour) => (
                <span key={hour} style={{ top: top(hour * 60) }}>
                  {hourText(hour)}
                </span>
              ))}
            </div>
          </div>
          {columns.map((column, columnAt) => (
            <div key={column.id} className="board-lane">
              <div className="board-head">
                <h2>{column.name}</h2>
                {column.detail !== null && <p>{column.detail}</p>}
              </div>
              <div className="board-column" style={{ height: top(toMin) }}>
                {column.open.map((open) => (
                  <div
                    key={open.fromMin}
                    className="board-open"
                    style={{
                      top: top(open.fromMin),
                      height: `${((open.toMin - open.fromMin) / 60) * REM_PER_HOUR}rem`,
                    }}
                  />
                ))}
                <ul aria-label={column.name}>
                  {visits
                    .filter(({ columnId }) => columnId === column.id)
                    .map((visit) => (
                      <li
                        key={visit.id}
                        className={`board-visit ${visit.status}${visit.overbookReason === null ? "" : " over"}${moving?.visit.id === visit.id ? " is-moving" : ""}`}
                        style={{
                          top: top(visit.fromMin),
                          height: `${((visit.toMin - visit.fromMin) / 60) * REM_PER_HOUR}rem`,
                          left: `${(100 * visit.lane) / visit.lanes}%`,
                          width: `${100 / visit.lanes}%`,
                        }}
                      >
                        <Link
                          to={`/staff/visits/${visit.id}`}
                          draggable={false}
                          aria-describedby={hasScript && visit.canMove ? "board-help" : undefined}
                          aria-keyshortcuts={visit.canMove ? "M" : undefined}
                          onKeyDown={(event) => onKeyDown(event, visit)}
                          onPointerDown={(event) => onPointerDown(event, visit)}
                          onPointerMove={(event) => onPointerMove(event, visit)}
                          onPointerUp={onPointerUp}
                          onClick={onClick}
                        >
                          <strong>{visit.clock}</strong> {visit.patientName}
                          {visit.status !== "booked" && <span> ({visit.status.replace("-", " ")})</span>}
                          {visit.overbookReason !== null && <span> (over another)</span>}
                          <span className="board-detail">{visit.detail}</span>
                        </Link>
                      </li>
                    ))}
                </ul>
                {moving !== null && moving.columnAt === columnAt && (
                  <div
                    className="board-ghost"
                    aria-hidden="true"
                    style={{
                      top: top(moving.fromMin),
                      height: `${((moving.visit.toMin - moving.visit.fromMin) / 60) * REM_PER_HOUR}rem`,
                    }}
                  >
                    {clockOf(moving.fromMin)} {moving.visit.patientName}
                  </div>
                )}
              </div>
            </div>
          ))}
        </div>
      </section>
      <output className="visually-hidden" aria-live="assertive">
        {moving !== null && !moving.isAsked && `${clockOf(moving.fromMin)}, ${target?.name}`}
      </output>
      {moving?.isAsked === true && target !== undefined && (
        <AskMove moving={moving} target={target} action={action} onKeep={() => setMoving(null)} />
      )}
    </>
  );
}

/** The last word before a visit moves, where the hand and the eye of who drags it are: at the foot of the window. */
function AskMove({
  moving: { visit, fromMin },
  target,
  action,
  onKeep,
}: {
  readonly moving: Moving;
  readonly target: BoardColumn;
  readonly action: string;
  readonly onKeep: () => void;
}) {
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => yes.current?.focus(), []);
  const fields = {
    visitId: visit.id,
    day: target.day,
    at: `${String(Math.floor(fromMin / 60)).padStart(2, "0")}:${String(fromMin % 60).padStart(2, "0")}`,
    clinician: target.clinicianId ?? "",
    office: target.officeId ?? "",
  };
  return (
    <Form method="post" action={action} className="asking-bar" onSubmit={onKeep}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p>
        Move <strong>{visit.patientName}</strong> from {visit.clock} to{" "}
        <strong>
          {clockOf(fromMin)}, {target.name}
        </strong>
        ?
      </p>
      <div className="button-row">
        <button className="button" ref={yes} type="submit">
          Move
        </button>
        <button className="button quiet" type="button" onClick={onKeep}>
          Leave it
        </button>
      </div>
    </Form>
  );
}

function hourText(hour: number): string {
  return `${hour % 12 === 0 ? 12 : hour % 12} ${hour % 24 < 12 ? "AM" : "PM"}`;
}

function clockOf(minute: number): string {
  const hour = Math.floor(minute / 60);
  return hourText(hour).replace(" ", `:${String(minute % 60).padStart(2, "0")} `);
}

import { useRef, useState } from "react";
import type { PointerEvent, ReactNode } from "react";
import { Form } from "react-router";
import type { Side } from "@plumbline/clinical-model";
import type { BorderMove, FootBorder, FootRegion, MaskLine, PaintedCell } from "@plumbline/plantar-pressure";
import { CellPainter, PaintedCells } from "./heat-map-painter.tsx";
import { HeatMap } from "./heat-map.tsx";
import type { HeatMapPrint, Moment } from "./heat-map.tsx";

type Moves = Readonly<Partial<Record<FootBorder, BorderMove>>>;

/** What a person put right, as it stands in the picture. */
interface Corrected {
  readonly moves: Moves;
  readonly cells: readonly PaintedCell[];
}

const STAY: BorderMove = { shiftMm: 0, turnDegrees: 0 };
const MOST_SHIFT_MM = 60;
const MOST_TURN_DEGREES = 45;

const BORDER_NAMES: Readonly<Record<FootBorder, string>> = {
  "heel-midfoot": "Heel and midfoot",
  "midfoot-forefoot": "Midfoot and forefoot",
  "forefoot-toes": "Forefoot and toes",
  "metatarsal-1-2": "Metatarsals 1 and 2",
  "metatarsal-2-3": "Metatarsals 2 and 3",
  "metatarsal-3-4": "Metatarsals 3 and 4",
  "metatarsal-4-5": "Metatarsals 4 and 5",
  "hallux-toes": "Big toe and lesser toes",
};

/**
 * The footprint with the borders of its regions. A border is drawn along with the pointer, or by its two numbers below:
 * they take the arrow keys and work without script. Nothing counts before it is saved.
 */
export function MaskEditor(props: {
  readonly print: HeatMapPrint;
  /** Highest pressure of each cell: where it is 0 there is nothing to give to a region. */
  readonly peakKpa: readonly number[];
  readonly side: Side | null;
  readonly moment: Moment | null;
  readonly lines: readonly MaskLine[];
  /** As saved. */
  readonly saved: Corrected;
  /** Who saved last, in words; null while the borders are automatic. */
  readonly savedBy: string | null;
  readonly canUndo: boolean;
  /** Between the picture and the editor. */
  readonly children?: ReactNode;
}) {
  const { print, peakKpa, side, moment, lines, saved, savedBy, canUndo, children } = props;
  const [moves, setMoves] = useState<Moves>(saved.moves);
  const [cells, setCells] = useState(saved.cells);
  const [brush, setBrush] = useState<FootRegion | null>(null);
  const [earlier, setEarlier] = useState<readonly Corrected[]>([]);
  const drag = useRef<{ readonly x: number; readonly y: number; readonly from: BorderMove } | null>(null);

  function set(border: FootBorder, change: Partial<BorderMove>) {
    setMoves((now) => ({ ...now, [border]: { ...(now[border] ?? STAY), ...change } }));
  }
  function remember() {
    setEarlier((before) => [...before, { moves, cells }]);
  }
  function paint(row: number, column: number, region: FootRegion) {
    if (!(peakKpa[row * print.columns + column]! > 0) || column >= print.columns) return;
    setCells((now) => [...now.filter((cell) => cell.row !== row || cell.column !== column), { row, column, region }]);
  }
  function startDrag(border: FootBorder, event: PointerEvent<SVGPolylineElement>) {
    event.currentTarget.setPointerCapture(event.pointerId);
    remember();
    drag.current = { x: event.clientX, y: event.clientY, from: moves[border] ?? STAY };
  }
  function dragTo(line: MaskLine, event: PointerEvent<SVGPolylineElement>) {
    const scale = event.currentTarget.ownerSVGElement?.getScreenCTM()?.a;
    if (drag.current === null || scale === undefined) return;
    const right = (event.clientX - drag.current.x) / scale;
    const up = (drag.current.y - event.clientY) / scale;
    const shiftMm = drag.current.from.shiftMm + right * line.normal[0] + up * line.normal[1];
    set(line.border, { shiftMm: Math.round(Math.max(-MOST_SHIFT_MM, Math.min(MOST_SHIFT_MM, shiftMm)) * 2) / 2 });
  }

  const heightMm = print.rows * print.cellHeightMm;
  return (
    <>
      <HeatMap print={print} side={side} moment={moment}>
        {lines.map((line) => {
          const points = movedPoints(line, moves[line.border] ?? STAY)
            .map(([x, y]) => `${x.toFixed(1)},${(heightMm - y).toFixed(1)}`)
            .join(" ");
          return (
            <g key={line.border} className="mask-border">
              <polyline className="halo" points={points} />
              <polyline points={points} />
              <polyline
                className="handle"
                points={points}
                onPointerDown={(event) => startDrag(line.border, event)}
                onPointerMove={(event) => dragTo(line, event)}
                onPointerUp={() => (drag.current = null)}
                onPointerCancel={() => (drag.current = null)}
              />
            </g>
          );
        })}
        <PaintedCells
          print={print}
          cells={cells}
          onStart={brush === null ? null : remember}
          onPaint={(row, column) => brush !== null && paint(row, column, brush)}
        />
      </HeatMap>
      {children}
      <details className="no-print mask-editor">
        <summary>Correct the regions</summary>
        <p className="soft">
          {savedBy === null ? "The regions are found automatically." : `The regions were corrected ${savedBy}.`} Pull a
          line in the picture, or change its numbers. A shift is towards the toes, or towards the outer edge; a turn is
          counterclockwise. Nothing is lost: the automatic regions stay and can be brought back.
        </p>
        <Form method="post">
          <table>
            <caption className="visually-hidden">Borders of the regions</caption>
            <thead>
              <tr>
                <th scope="col">Between</th>
                <th scope="col">Shift, mm</th>
                <th scope="col">Turn, °</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ border }) => {
                const move = moves[border] ?? STAY;
                const name = BORDER_NAMES[border];
                return (
                  <tr key={border}>
                    <th scope="row">{name}</th>
                    <td>
                      <input
                        type="number"
                        name={`shift:${border}`}
                        aria-label={`${name}: shift in millimeters`}
                        min={-MOST_SHIFT_MM}
                        max={MOST_SHIFT_MM}
                        step={0.5}
                        value={move.shiftMm}
                        onFocus={remember}
                        onChange={(event) => set(border, { shiftMm: event.target.valueAsNumber || 0 })}
                      />
                    </td>
                    <td>
                      <input
                        type="number"
                        name={`turn:${border}`}
                        aria-label={`${name}: turn in degrees`}
                        min={-MOST_TURN_DEGREES}
                        max={MOST_TURN_DEGREES}
                        step={1}
                        value={move.turnDegrees}
                        onFocus={remember}
                        onChange={(event) => set(border, { turnDegrees: event.target.valueAsNumber || 0 })}
                      />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <CellPainter
            print={print}
            cells={cells}
            brush={brush}
            onBrush={setBrush}
            onPaint={(row, column, region) => {
              remember();
              paint(row, column, region);
            }}
            onClear={() => {
              remember();
              setCells([]);
            }}
          />
          <div className="button-row">
            <button className="button small" name="intent" value="correct-regions">
              Save these regions
            </button>
            {earlier.length > 0 && (
              <button
                type="button"
                className="button quiet small"
                onClick={() => {
                  setMoves(earlier.at(-1)!.moves);
                  setCells(earlier.at(-1)!.cells);
                  setEarlier(earlier.slice(0, -1));
                }}
              >
                Undo, not yet saved
              </button>
            )}
            {canUndo && (
              <button className="button quiet small" name="intent" value="undo-regions">
                Undo what was saved last
              </button>
            )}
            {savedBy !== null && (
              <button className="button quiet small" name="intent" value="automatic-regions">
                Back to automatic regions
              </button>
            )}
          </div>
        </Form>
      </details>
    </>
  );
}

function movedPoints({ points, pivotMm, normal }: MaskLine, { shiftMm, turnDegrees }: BorderMove): [number, number][] {
  const turn = (turnDegrees * Math.PI) / 180;
  return points.map(([x, y]) => {
    const right = x - pivotMm[0];
    const up = y - pivotMm[1];
    return [
      pivotMm[0] + right * Math.cos(turn) - up * Math.sin(turn) + shiftMm * normal[0],
      pivotMm[1] + right * Math.sin(turn) + up * Math.cos(turn) + shiftMm * normal[1],
    ];
  });
}

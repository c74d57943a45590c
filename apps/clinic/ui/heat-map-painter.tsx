import { useState } from "react";
import type { PointerEvent } from "react";
import { FOOT_REGIONS } from "@plumbline/plantar-pressure";
import type { FootRegion, PaintedCell } from "@plumbline/plantar-pressure";
import type { HeatMapPrint } from "./heat-map.tsx";

/** Each region with the sign that its cells bear in the picture. */
const REGION_SIGNS: Readonly<Record<FootRegion, readonly [name: string, sign: string]>> = {
  heel: ["Heel", "H"],
  midfoot: ["Midfoot", "M"],
  metatarsal1: ["Metatarsal 1", "1"],
  metatarsal2: ["Metatarsal 2", "2"],
  metatarsal3: ["Metatarsal 3", "3"],
  metatarsal4: ["Metatarsal 4", "4"],
  metatarsal5: ["Metatarsal 5", "5"],
  hallux: ["Big toe", "B"],
  lesserToes: ["Lesser toes", "L"],
};

/** The cells that were given to a region, over the picture; with `onStart` the pointer paints more of them. */
export function PaintedCells(props: {
  readonly print: HeatMapPrint;
  readonly cells: readonly PaintedCell[];
  /** Null while the pointer does not paint. */
  readonly onStart: (() => void) | null;
  readonly onPaint: (row: number, column: number) => void;
}) {
  const { print, cells, onStart, onPaint } = props;
  const { rows, columns, cellWidthMm, cellHeightMm } = print;

  function paintUnder(event: PointerEvent<SVGRectElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    onPaint(
      Math.floor(((event.clientY - box.top) / box.height) * rows),
      Math.floor(((event.clientX - box.left) / box.width) * columns),
    );
  }

  return (
    <g className="painted-cells">
      {cells.map(({ row, column, region }) => (
        <g key={`${row},${column}`}>
          <rect x={column * cellWidthMm} y={row * cellHeightMm} width={cellWidthMm} height={cellHeightMm} />
          <text
            x={(column + 0.5) * cellWidthMm}
            y={(row + 0.5) * cellHeightMm + cellHeightMm * 0.3}
            textAnchor="middle"
            style={{ fontSize: `${(cellHeightMm * 0.85).toFixed(1)}px` }}
          >
            {REGION_SIGNS[region][1]}
          </text>
        </g>
      ))}
      {onStart !== null && (
        <rect
          className="canvas"
          width={columns * cellWidthMm}
          height={rows * cellHeightMm}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            onStart();
            paintUnder(event);
          }}
          onPointerMove={(event) => {
            if (event.currentTarget.hasPointerCapture(event.pointerId)) paintUnder(event);
          }}
        />
      )}
    </g>
  );
}

/** Gives single cells to another region: with the pointer in the picture, or by row and column. */
export function CellPainter(props: {
  readonly print: HeatMapPrint;
  readonly cells: readonly PaintedCell[];
  /** The region that the pointer paints; null while it does not. */
  readonly brush: FootRegion | null;
  readonly onBrush: (region: FootRegion | null) => void;
  readonly onPaint: (row: number, column: number, region: FootRegion) => void;
  readonly onClear: () => void;
}) {
  const { print, cells, brush, onBrush, onPaint, onClear } = props;
  const [region, setRegion] = useState<FootRegion>("heel");
  const [row, setRow] = useState(1);
  const [column, setColumn] = useState(1);
  return (
    <fieldset className="cell-painter">
      <legend>Give cells to another region</legend>
      {cells.map((cell) => (
        <input
          key={`${cell.row},${cell.column}`}
          type="hidden"
          name="cell"
          value={`${cell.row},${cell.column},${cell.region}`}
        />
      ))}
      <div className="button-row">
        <label>
          Region{" "}
          <select
            value={region}
            onChange={(event) => {
              const chosen = FOOT_REGIONS.find((each) => each === event.target.value) ?? region;
              setRegion(chosen);
              if (brush !== null) onBrush(chosen);
            }}
          >
            {FOOT_REGIONS.map((each) => (
              <option key={each} value={each}>
                {REGION_SIGNS[each][0]} ({REGION_SIGNS[each][1]})
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="button quiet small"
          aria-pressed={brush !== null}
          onClick={() => onBrush(brush === null ? region : null)}
        >
          {brush === null ? "Paint in the picture" : "Stop painting"}
        </button>
      </div>
      <div className="button-row">
        <label>
          Row{" "}
          <input
            type="number"
            min={1}
            max={print.rows}
            value={row}
            onChange={(event) => setRow(event.target.valueAsNumber || 1)}
          />
        </label>
        <label>
          Column{" "}
          <input
            type="number"
            min={1}
            max={print.columns}
            value={column}
            onChange={(event) => setColumn(event.target.valueAsNumber || 1)}
          />
        </label>
        <button type="button" className="button quiet small" onClick={() => onPaint(row - 1, column - 1, region)}>
          Give this cell
        </button>
      </div>
      <p className="small">
        <output>
          {cells.length === 0
            ? "No cell is given to another region."
            : `${cells.length === 1 ? "One cell is" : `${cells.length} cells are`} given to a region by hand.`}
        </output>{" "}
        <span className="soft">Cells that carried nothing cannot be given.</span>{" "}
        {cells.length > 0 && (
          <button type="button" className="button quiet small" onClick={onClear}>
            Take all back
          </button>
        )}
      </p>
    </fieldset>
  );
}

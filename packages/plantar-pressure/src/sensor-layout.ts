/** Where the sensors of one foot lie and how large they are. Axes as in `docs/conventions.md`. */
export interface SensorLayout {
  readonly sensors: number;
  /** Sensing area of each sensor; null when the file and the maker leave it open, then no force can be computed. */
  readonly areaMm2: Float64Array | null;
  /** Center of each sensor; null when it is not known, then no center of pressure can be computed. */
  readonly xMm: Float64Array | null;
  readonly yMm: Float64Array | null;
  /** Set when the sensors are equal rectangles without gaps: the shape of a print can be judged on a grid alone. */
  readonly grid: SenselGrid | null;
}

/** Equal rectangular sensels without gaps, `rows × columns`, row 0 at the toes. */
export interface SenselGrid {
  readonly rows: number;
  readonly columns: number;
  /** Across the foot. */
  readonly cellWidthMm: number;
  /** Along the foot. */
  readonly cellHeightMm: number;
  /** Sensing area of one sensel. */
  readonly cellAreaMm2: number;
  /** Number of the first printed row and column on the whole device, counted from 1. */
  readonly firstRow: number;
  readonly firstColumn: number;
  /** Sensels of the whole device; null when the file does not tell. */
  readonly deviceRows: number | null;
  readonly deviceColumns: number | null;
}

/** The sensels of a grid as single sensors. */
export function gridLayout(grid: SenselGrid): SensorLayout {
  const { rows, columns, cellWidthMm, cellHeightMm, cellAreaMm2 } = grid;
  const sensors = rows * columns;
  const xMm = new Float64Array(sensors);
  const yMm = new Float64Array(sensors);
  for (let row = 0, sensor = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, sensor++) {
      xMm[sensor] = (column + 0.5) * cellWidthMm;
      yMm[sensor] = (rows - row - 0.5) * cellHeightMm;
    }
  }
  return { sensors, areaMm2: new Float64Array(sensors).fill(cellAreaMm2), xMm, yMm, grid };
}

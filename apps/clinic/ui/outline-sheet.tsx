/** Beside the outline, mm. */
const MARGIN_MM = 8;
const RULER_MM = 100;

/**
 * The outline of a device in its true size, for print: its lengths are given in mm, and a ruler beside it shows whether the
 * printer kept them.
 *
 * @param outline - x, y pairs in mm, toes toward +y.
 */
export function OutlineSheet({ outline }: { readonly outline: readonly number[] }) {
  const xs = outline.filter((_, at) => at % 2 === 0);
  const ys = outline.filter((_, at) => at % 2 === 1);
  const [fromX, toX, fromY, toY] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [width, height] = [toX - fromX + 2 * MARGIN_MM, toY - fromY + 2 * MARGIN_MM + 12];
  const points = xs.map((x, at) => `${(x - fromX + MARGIN_MM).toFixed(2)},${(toY - ys[at]! + MARGIN_MM).toFixed(2)}`);
  const foot = height - 6;
  return (
    <figure className="true-size">
      <svg width={`${width}mm`} height={`${height}mm`} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <polygon points={points.join(" ")} fill="none" stroke="currentColor" strokeWidth="0.4" />
        <path
          d={`M${MARGIN_MM} ${foot}h${Math.min(RULER_MM, width - 2 * MARGIN_MM)}m0 -2v4M${MARGIN_MM} ${foot - 2}v4`}
          fill="none"
          stroke="currentColor"
          strokeWidth="0.4"
        />
      </svg>
      <figcaption className="small">
        The outline of the device in true size, when printed at 100 %. The line below the outline must measure{" "}
        {Math.min(RULER_MM, width - 2 * MARGIN_MM).toFixed(0)} mm.
      </figcaption>
    </figure>
  );
}

import { bandText, PRESSURE_BANDS } from "./foot-pressure-scale.ts";

/** What each color of a pressure picture means, lightest first. */
export function PressureLegend() {
  return (
    <ol className="pressure-legend">
      {PRESSURE_BANDS.map((band) => (
        <li key={band.fromKpa}>
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <rect width="20" height="20" fill={band.color} />
          </svg>
          {bandText(band)}
        </li>
      ))}
    </ol>
  );
}

export type BodyEmphasis = "back" | "feet" | "both" | "none";
export type BodyArrow = "up" | "down" | "both" | null;

/**
 * A standing figure seen from behind with a plumb line through it, from the low back to the feet.
 *
 * @param emphasis - Which end is marked as the likely source.
 * @param arrow - Which way the trouble travels: `up` from the feet to the back, `down` from the back to the feet.
 * @param label - Read aloud in place of the picture; leave out where the text beside it says the same.
 */
export function BodyLine({
  emphasis = "both",
  arrow = "both",
  label,
}: {
  readonly emphasis?: BodyEmphasis;
  readonly arrow?: BodyArrow;
  readonly label?: string;
}) {
  const isBack = emphasis === "back" || emphasis === "both";
  const isFeet = emphasis === "feet" || emphasis === "both";
  return (
    <svg
      className="body-line"
      viewBox="0 0 240 400"
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    >
      <g fill="var(--sunken)" stroke="var(--control)" strokeWidth="2" strokeLinejoin="round">
        <path d="M120 18c15 0 25 12 25 28 0 17-10 31-25 31S95 63 95 46c0-16 10-28 25-28z" />
        <path d="M107 72c0 14-4 18-20 23-19 6-29 12-32 31l-13 76c-1 9 11 12 14 3l19-66c2 22 3 33 0 52-3 18-5 30-4 48l9 104c1 7 1 14-3 20l-8 13c-3 6 2 10 9 10h20c6 0 8-3 8-9v-22c0-8 0-14 1-22l8-89h10l8 89c1 8 1 14 1 22v22c0 6 2 9 8 9h20c7 0 12-4 9-10l-8-13c-4-6-4-13-3-20l9-104c1-18-1-30-4-48-3-19-2-30 0-52l19 66c3 9 15 6 14-3l-13-76c-3-19-13-25-32-31-16-5-20-9-20-23z" />
      </g>
      <path d="M120 4v374" stroke="var(--brass)" strokeWidth="1.5" strokeDasharray="1 5" strokeLinecap="round" />
      <path
        d="M120 92c4 22-4 40 0 62s-4 34 0 52"
        fill="none"
        stroke="var(--control)"
        strokeWidth="3"
        strokeLinecap="round"
        strokeDasharray="5 5"
      />
      <ellipse
        cx="120"
        cy="192"
        rx="27"
        ry="19"
        fill={isBack ? "var(--brass)" : "none"}
        fillOpacity="0.35"
        stroke="var(--brass)"
        strokeWidth={isBack ? 3 : 1.5}
        strokeDasharray={isBack ? undefined : "3 4"}
      />
      {[87, 153].map((cx) => (
        <ellipse
          key={cx}
          cx={cx}
          cy="374"
          rx="25"
          ry="14"
          fill={isFeet ? "var(--primary)" : "none"}
          fillOpacity="0.35"
          stroke="var(--primary)"
          strokeWidth={isFeet ? 3 : 1.5}
          strokeDasharray={isFeet ? undefined : "3 4"}
        />
      ))}
      {(arrow === "up" || arrow === "both") && <Arrow x={204} from={360} to={204} color="var(--primary)" />}
      {(arrow === "down" || arrow === "both") && <Arrow x={36} from={212} to={360} color="var(--brass)" />}
    </svg>
  );
}

function Arrow({
  x,
  from,
  to,
  color,
}: {
  readonly x: number;
  readonly from: number;
  readonly to: number;
  readonly color: string;
}) {
  const tip = to > from ? -10 : 10;
  return (
    <path
      d={`M${x} ${from}V${to}M${x - 8} ${to + tip}L${x} ${to}l8 ${tip}`}
      fill="none"
      stroke={color}
      strokeWidth="3.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  );
}

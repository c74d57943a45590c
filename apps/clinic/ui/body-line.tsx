export type BodyPlace = "back" | "leg" | "feet";
export type BodyPath = "up" | "down" | "both" | null;

/**
 * A standing figure seen from behind with a plumb line through it.
 *
 * @param marked - Where the trouble is likely to come from.
 * @param path - Which way it travels along the leg: `up` from the feet to the back, `down` from the back to the feet.
 * @param isOpen - A question mark in place of an answer.
 * @param label - Read aloud in place of the picture; leave out where the text beside it says the same.
 */
export function BodyLine({
  marked = ["back", "feet"],
  path = "both",
  isOpen = false,
  label,
}: {
  readonly marked?: readonly BodyPlace[];
  readonly path?: BodyPath;
  readonly isOpen?: boolean;
  readonly label?: string;
}) {
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
      <Place cx={120} cy={192} rx={27} ry={19} color="var(--brass)" isMarked={marked.includes("back")} />
      {marked.includes("leg") &&
        [96, 144].map((cx) => <Place key={cx} cx={cx} cy={282} rx={16} ry={34} color="var(--primary)" isMarked />)}
      {[87, 153].map((cx) => (
        <Place key={cx} cx={cx} cy={374} rx={25} ry={14} color="var(--primary)" isMarked={marked.includes("feet")} />
      ))}
      {path !== null && <LegPath path={path} />}
      {isOpen && <QuestionMark />}
    </svg>
  );
}

function Place({
  isMarked,
  color,
  ...ellipse
}: {
  readonly cx: number;
  readonly cy: number;
  readonly rx: number;
  readonly ry: number;
  readonly color: string;
  readonly isMarked: boolean;
}) {
  return (
    <ellipse
      {...ellipse}
      fill={isMarked ? color : "none"}
      fillOpacity="0.35"
      stroke={color}
      strokeWidth={isMarked ? 3 : 1.5}
      strokeDasharray={isMarked ? undefined : "3 4"}
    />
  );
}

/** From the low back over the hip down one leg to the foot; the arrow tells which way the trouble travels. */
function LegPath({ path }: { readonly path: Exclude<BodyPath, null> }) {
  const color = path === "down" ? "var(--brass)" : "var(--primary)";
  const line = {
    fill: "none",
    stroke: color,
    strokeWidth: 6,
    strokeLinecap: "round",
    strokeLinejoin: "round",
  } as const;
  return (
    <g>
      {/* A pale edge keeps the path legible on the figure. */}
      <path d={LEG} {...line} stroke="var(--surface)" strokeWidth={11} />
      <path d={LEG} {...line} />
      {(path === "up" || path === "both") && <path d="M126 217l2-15 15 4" {...line} />}
      {(path === "down" || path === "both") && <path d="M139 344l12 12 11-13" {...line} />}
    </g>
  );
}

const LEG = "M128 202c13 12 21 30 21 58l2 96";

function QuestionMark() {
  return (
    <g fill="none" stroke="var(--ink)" strokeLinecap="round" strokeWidth="9">
      <circle cx="120" cy="182" r="52" fill="var(--surface)" stroke="var(--control)" strokeWidth="2" />
      <path d="M103 166c0-25 36-24 36 0 0 15-19 15-19 31" />
      <path d="M120 213v.5" />
    </g>
  );
}
